import * as l10n from '@vscode/l10n';
import { CORE_SCHEMA, load, Type, YAMLException } from 'js-yaml';
import { LineCounter, parseDocument } from 'yaml';
import { isData, type Data } from './data';
import { refusedTab } from './tabs';

/** A kubeconfig that can be edited: its text and what that says. */
export interface Kubeconfig {
  /** Up to {@link trailing}. */
  readonly text: string;
  /** `undefined` of a file that says nothing yet: there are comments at most. */
  readonly data: Data | undefined;
  /** Markers at the end, as templates leave them: they begin documents that say nothing. */
  readonly trailing: string;
}

export type ParseResult =
  | { readonly kind: 'kubeconfig'; readonly kubeconfig: Kubeconfig }
  /** `reason` completes *was left as it is: …* */
  | { readonly kind: 'refused'; readonly reason: string };

/** Ten thousand clusters; above it, parsing alone would stop the extension host for a while. */
const MAX_CHARACTERS = 5_000_000;

/** As the parser has it, which aliases get round. */
const MAX_DEPTH = 100;

/**
 * What ends a line for kubectl's parser, of YAML 1.1, but not for one of YAML 1.2: what follows in a comment is hidden
 * from one of YAML 1.2 and run by kubectl.
 */
const OTHER_LINE_BREAKS = /\r(?!\n)|[\u0085\u2028\u2029]/;

/** kubectl's parser knows YAML 1.1, and refuses a file of another version. */
const OTHER_VERSION = /^%YAML[ \t]+(?!1\.1\b)/m;

/** https://yaml.org/type/bool.html */
const WORDS_FOR_BOOLEANS = /^(?:y|Y|yes|Yes|YES|on|On|ON|(n|N|no|No|NO|off|Off|OFF))$/;

/**
 * With `<<` and the words for booleans of YAML 1.1, and without those of its types that kubectl takes for plain lists and
 * mappings.
 */
const SCHEMA = CORE_SCHEMA.extend({
  implicit: [
    new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (key) => key === '<<' }),
    new Type('tag:kubectl:bool', {
      kind: 'scalar',
      resolve: (word: string | null) => word !== null && WORDS_FOR_BOOLEANS.test(word),
      construct: (word: string) => WORDS_FOR_BOOLEANS.exec(word)?.[1] === undefined,
    }),
  ],
});

/** Reads what `kubectl` would read. What it would read differently from us is refused. */
export function parseKubeconfig(text: string): ParseResult {
  if (text.length > MAX_CHARACTERS) return refused(l10n.t('it is larger than 5 MB.'));
  if (OTHER_LINE_BREAKS.test(text)) return refused(l10n.t('it contains line breaks other than line feeds.'));
  if (OTHER_VERSION.test(text)) return refused(l10n.t('kubectl rejects it because of its %YAML line.'));
  const end = trailingStart(text);
  const [document, trailing] = [text.slice(0, end), text.slice(end)];
  let data: unknown;
  try {
    data = load(document, { schema: SCHEMA });
  } catch (error) {
    return refused(parseErrorReason(error));
  }
  const tab = refusedTab(document);
  if (tab !== undefined)
    return refused(l10n.t('kubectl rejects it because line {0} begins with a tab.', tab));
  if (data === undefined || (data === null && !hasContent(document))) {
    return { kind: 'kubeconfig', kubeconfig: { text: document, data: undefined, trailing } };
  }
  if (!isData(data)) return refused(notAMappingReason(document));
  if (isTooComplex(data, document)) return refused(l10n.t('it is nested too deeply.'));
  return { kind: 'kubeconfig', kubeconfig: { text: document, data, trailing } };
}

/** Where the first of the markers begins after which there are only comments; the end of the text without one. */
function trailingStart(text: string): number {
  let found = text.length;
  let lineEnd = text.length;
  while (lineEnd > 0) {
    const lineStart = text.lastIndexOf('\n', lineEnd - 2) + 1;
    const line = text.slice(lineStart, lineEnd).trim();
    if (MARKER.test(line)) found = lineStart;
    else if (!NOTHING.test(line)) return found;
    lineEnd = lineStart;
  }
  // A marker before any content begins the document.
  return text.length;
}

const MARKER = /^(---|\.\.\.)(\s+#.*)?$/;
const NOTHING = /^(#.*)?$/;

/** As opposed to `null`, which somebody wrote. */
function hasContent(text: string): boolean {
  return !['', '---'].includes(text.replace(/#.*$/gm, '').trim());
}

function parseErrorReason(error: unknown): string {
  if (!(error instanceof YAMLException)) throw error;
  // That of several documents has no place.
  const { reason, mark } = error as { reason: string; mark?: YAMLException['mark'] };
  if (!mark) return l10n.t('it contains more than one YAML document.');
  return l10n.t('it is not valid YAML: {0} at line {1}, column {2}.', reason, mark.line + 1, mark.column + 1);
}

function notAMappingReason(text: string): string {
  const lineCounter = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter });
  const { line, col } = lineCounter.linePos(contents?.range[0] ?? 0);
  return l10n.t(
    'the content at line {0}, column {1} is not a mapping, so this is not a kubeconfig.',
    line,
    col,
  );
}

/** An alias may hold itself, and aliases of aliases multiply. Without them, each value takes a character at least. */
function isTooComplex(data: Data, text: string): boolean {
  if (!text.includes('*')) return false;
  let values = 0;
  const isBeyond = (value: unknown, depth: number): boolean => {
    if (++values > text.length || depth > MAX_DEPTH) return true;
    if (typeof value !== 'object' || value === null) return false;
    return Object.values(value).some((inner) => isBeyond(inner, depth + 1));
  };
  return isBeyond(data, 0);
}

function refused(reason: string): ParseResult {
  return { kind: 'refused', reason };
}
