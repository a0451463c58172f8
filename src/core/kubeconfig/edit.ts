import * as l10n from '@vscode/l10n';
import { appendToBlank } from './block-style';
import { edited, isEqual, withValue, type Data, type Edit } from './data';
import { parseKubeconfig, type Kubeconfig, type ParseResult } from './document';
import { partialDocumentFor, splicesIn, wholeDocument } from './partial-document';
import { applySplices, haveOverlap, type Splice } from './splice';

export type EditResult =
  | { readonly kind: 'unchanged' | 'edited'; readonly text: string }
  /** `reason` completes *was left as it is: …* */
  | { readonly kind: 'refused'; readonly reason: string }
  | ForeignEntry;

/** Someone else created the entry: ask before replacing it. */
interface ForeignEntry {
  readonly kind: 'foreign';
  /** What it signs in by, without any secret. */
  readonly signIn: string;
  /** What replacing it would change, one line for each; without any secret. */
  readonly changes: readonly string[];
}

export type Plan =
  | { readonly kind: 'edits'; readonly edits: readonly Edit[] }
  | ForeignEntry
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Edits a kubeconfig by splicing its text. What comes of it is parsed again and has to say what the edits make of the
 * data; otherwise nothing is edited at all.
 *
 * @param validate what is wrong with the data that comes of it: a reason, or `undefined`
 */
export function editKubeconfig(
  text: string,
  plan: (data: Data) => Plan,
  validate: (data: Data) => string | undefined = () => undefined,
): EditResult {
  const parsed = parseKubeconfig(text);
  if (parsed.kind === 'refused') return parsed;
  const { trailing } = parsed.kubeconfig;
  const planned = plan(parsed.kubeconfig.data ?? {});
  if (planned.kind !== 'edits') return planned;
  const { edits } = planned;
  if (edits.length === 0) return { kind: 'unchanged', text };
  const next = applyAtOnce(parsed.kubeconfig, edits) ?? applyInTurn(parsed.kubeconfig, edits);
  if (next.kind === 'refused') return next;
  const reason = validate(next.kubeconfig.data ?? {});
  return reason === undefined
    ? { kind: 'edited', text: next.kubeconfig.text + trailing }
    : { kind: 'refused', reason };
}

/** Parsing takes nearly all of the time. `undefined` where the edits get in each other's way. */
function applyAtOnce({ text, data }: Kubeconfig, edits: readonly Edit[]): ParseResult | undefined {
  // Each of them would end a last line that has no break.
  if (!data || !text.endsWith('\n')) return undefined;
  const excerpt = partialDocumentFor(text, data, edits);
  const splices = edits.map((edit) => excerpt && splicesIn(excerpt, edit));
  if (!splices.every((each) => each !== undefined)) return undefined;
  return verified(text, splices.flat(), edits.reduce<unknown>(edited, data));
}

function applyInTurn(kubeconfig: Kubeconfig, edits: readonly Edit[]): ParseResult {
  let current = kubeconfig;
  for (const edit of edits) {
    const next = applyOne(current, edit);
    if (next.kind === 'refused') return next;
    current = next.kubeconfig;
  }
  return { kind: 'kubeconfig', kubeconfig: current };
}

function applyOne({ text, data }: Kubeconfig, edit: Edit): ParseResult {
  const splices = data ? splicesForWhole(text, edit) : splicesForBlank(text, edit);
  const place = edit.path.join('.');
  return (
    (splices && verified(text, splices, edited(data, edit))) ?? {
      kind: 'refused',
      reason: l10n.t('{0} cannot be edited without touching other entries.', place),
    }
  );
}

/** `undefined` unless the spliced text says just that. */
function verified(text: string, splices: readonly Splice[], wanted: unknown): ParseResult | undefined {
  if (haveOverlap(splices)) return undefined;
  const reading = parseKubeconfig(applySplices(text, splices));
  return reading.kind === 'kubeconfig' && isEqual(reading.kubeconfig.data, wanted) ? reading : undefined;
}

function splicesForWhole(text: string, edit: Edit): readonly Splice[] | undefined {
  const whole = wholeDocument(text);
  return whole && splicesIn(whole, edit);
}

function splicesForBlank(text: string, edit: Edit): readonly Splice[] | undefined {
  return edit.kind === 'set' ? appendToBlank(text, withValue(undefined, edit.path, edit.value)) : undefined;
}
