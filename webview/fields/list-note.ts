import * as l10n from '@vscode/l10n';
import type { Field } from '../../src/core/cluster-form/draft';
import { h, setAttributes, setChildren, setText } from '../dom/element';
import { icon } from '../dom/icon';
import type { Dispatch } from '../dom/page';
import type { Retryable } from '../state/action';
import type { RequestState } from '../state/state';
import { button, progressRing } from '../toolkit';

export interface ListTexts {
  /** While the list is being loaded, for example *Loading VPCs…*. */
  readonly loading: string;
  /** When it could not be loaded, as a whole sentence. */
  readonly failed: string;
  /** When AWS has none, as a whole sentence. */
  readonly none: string;
}

/** Beside a field: that its list is being loaded, is empty, or could not be loaded; and another try. */
export class ListNote {
  readonly element: HTMLElement;
  readonly id: string;
  private readonly text: HTMLElement;
  private readonly ring = progressRing();
  private readonly icon = icon('warning');
  private readonly retry: HTMLElement;

  constructor(
    source: { readonly field: Field; readonly request: Retryable; readonly label: string },
    private readonly texts: ListTexts,
    dispatch: Dispatch,
  ) {
    this.id = `${source.field}-list`;
    this.text = h('span', { id: this.id });
    this.retry = button({
      text: l10n.t('Retry'),
      detail: source.label,
      appearance: 'secondary',
      onClick: () => dispatch({ type: 'retryClicked', request: source.request }),
    });
    this.element = h('div', { class: 'note' });
  }

  update(remote: RequestState<readonly unknown[]>): void {
    const shown = this.content(remote);
    this.element.hidden = shown === undefined;
    setAttributes(this.element, { 'data-kind': remote.kind });
    // A description counts even where it is hidden: nothing may be left of what is over.
    setText(this.text, shown?.text ?? '');
    if (!shown) return;
    setChildren(this.element, shown.nodes);
  }

  private content(
    remote: RequestState<readonly unknown[]>,
  ): { text: string; nodes: readonly Node[] } | undefined {
    switch (remote.kind) {
      case 'idle':
        return undefined;
      case 'loading':
        return { text: this.texts.loading, nodes: [this.ring, this.text] };
      case 'loaded':
        if (remote.value.length > 0) return undefined;
        return { text: this.texts.none, nodes: [this.icon, this.text, this.retry] };
      case 'failed': {
        const { message, remedy } = remote.error;
        return {
          text: `${this.texts.failed} ${message} ${remedy}`,
          nodes: [this.icon, this.text, this.retry],
        };
      }
    }
  }
}
