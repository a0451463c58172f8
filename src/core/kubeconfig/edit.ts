import * as l10n from '@vscode/l10n';
import { appendToBlank } from './block-style';
import { edited, equal, withValue, type Data, type Edit } from './data';
import { readKubeconfig, type Kubeconfig, type Reading } from './document';
import { splicesFor } from './site';
import { applySplices, type Splice } from './splice';

export type EditResult =
  | { readonly kind: 'unchanged' | 'edited'; readonly text: string }
  /** `reason` completes *was left as it is: …* */
  | { readonly kind: 'refused'; readonly reason: string };

export type Plan =
  | { readonly kind: 'edits'; readonly edits: readonly Edit[] }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Edits a kubeconfig by splicing its text. After each edit the text is parsed again and has to say what the edit makes
 * of the data; otherwise nothing is edited at all.
 */
export function editKubeconfig(text: string, plan: (data: Data) => Plan): EditResult {
  const reading = readKubeconfig(text);
  if (reading.kind === 'refused') return reading;
  const planned = plan(reading.kubeconfig.data);
  if (planned.kind === 'refused') return planned;
  let { kubeconfig } = reading;
  for (const edit of planned.edits) {
    const next = applyEdit(kubeconfig, edit);
    if (next.kind === 'refused') return next;
    ({ kubeconfig } = next);
  }
  return { kind: planned.edits.length === 0 ? 'unchanged' : 'edited', text: kubeconfig.text };
}

function applyEdit({ text, data, root }: Kubeconfig, edit: Edit): Reading {
  const splices = root ? splicesFor(text, root, edit) : splicesForBlank(text, edit);
  const reading = splices && readKubeconfig(applySplices(text, splices));
  if (reading?.kind === 'kubeconfig' && equal(reading.kubeconfig.data, edited(data, edit))) return reading;
  const place = edit.path.join('.');
  return {
    kind: 'refused',
    reason: l10n.t('{0} is written in a way that cannot be edited without touching other entries.', place),
  };
}

function splicesForBlank(text: string, edit: Edit): readonly Splice[] | undefined {
  return edit.kind === 'set' ? appendToBlank(text, withValue(undefined, edit.path, edit.value)) : undefined;
}
