import * as l10n from '@vscode/l10n';
import { parseDocument, type Document, type Node } from 'yaml';
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

/** Reads what `kubectl` would read. What it would read differently from us is refused. */
export function readKubeconfig(text: string): Reading {
  // Ends a line for kubectl's parser, but not for ours.
  if (/\r(?!\n)/.test(text)) return refused(l10n.t('it has carriage returns without line feeds.'));
  const document = parseDocument(text, { keepSourceTokens: true, merge: true });
  const [error] = document.errors;
  if (error?.code === 'MULTIPLE_DOCS') return refused(l10n.t('it holds more than one YAML document.'));
  if (error) return refused(l10n.t('it is not valid YAML. {0}', firstLine(error.message)));
  if (isBlank(document)) return { kind: 'kubeconfig', kubeconfig: { text, data: {}, root: null } };
  const data = plainData(document);
  if (!isData(data)) return refused(l10n.t('it is not a kubeconfig, for it is not a mapping.'));
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
