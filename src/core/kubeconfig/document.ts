import * as l10n from '@vscode/l10n';
import { LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { isData, type Data } from './data';

/** A kubeconfig that can be edited: its text, what that says, and where. */
export interface Kubeconfig {
  readonly text: string;
  readonly data: Data;
  /** `null` in a file that says nothing yet. */
  readonly root: Node | null;
}

export type Reading =
  | { readonly kind: 'kubeconfig'; readonly kubeconfig: Kubeconfig }
  /** `reason` completes *was left as it is: …* */
  | { readonly kind: 'refused'; readonly reason: string };

/** Ten thousand clusters; above it, parsing alone would stop the extension host for seconds. */
const MAX_CHARACTERS = 5_000_000;

/** Reads what `kubectl` would read. What it would read differently from us is refused. */
export function readKubeconfig(text: string): Reading {
  if (text.length > MAX_CHARACTERS) return refused(l10n.t('it is larger than 5 MB.'));
  // Ends a line for kubectl's parser, but not for ours.
  if (/\r(?!\n)/.test(text)) return refused(l10n.t('it has carriage returns without line feeds.'));
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { keepSourceTokens: true, merge: true, lineCounter });
  const [error] = document.errors;
  if (error?.code === 'MULTIPLE_DOCS') return refused(l10n.t('it holds more than one YAML document.'));
  if (error) return refused(l10n.t('it is not valid YAML. {0}', firstLine(error.message)));
  if (isBlank(document)) return { kind: 'kubeconfig', kubeconfig: { text, data: {}, root: null } };
  const data = plainData(document);
  if (!isData(data)) {
    const { line, col } = lineCounter.linePos(document.contents?.range[0] ?? 0);
    return refused(
      l10n.t('what begins at line {0}, column {1} is not a mapping, as a kubeconfig is.', line, col),
    );
  }
  return { kind: 'kubeconfig', kubeconfig: { text, data, root: document.contents } };
}

/** Nothing but comments: unlike `null` or `~`, which somebody wrote. */
function isBlank({ contents }: Document): boolean {
  return contents?.range?.[0] === contents?.range?.[1];
}

/** `undefined` where aliases multiply beyond measure. */
function plainData(document: Document): unknown {
  try {
    return document.toJS() as unknown;
  } catch {
    return undefined;
  }
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? message).replace(/:$/, '.');
}

function refused(reason: string): Reading {
  return { kind: 'refused', reason };
}
