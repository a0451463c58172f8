import { h, setChildren, setText } from '../dom/element';
import type { ErrorReport } from '../../src/protocol/messages';

/** A failure that belongs to no field: what happened, what to do next, and a way to do it. */
export class ErrorBox {
  readonly element: HTMLElement;
  private readonly message = h('p', { class: 'message' });
  private readonly remedy = h('p');

  constructor(...actions: readonly HTMLElement[]) {
    const row = h('div', { class: 'actions' }, ...actions);
    this.element = h('div', { class: 'error-box', hidden: true });
    setChildren(
      this.element,
      actions.length > 0 ? [this.message, this.remedy, row] : [this.message, this.remedy],
    );
  }

  /** @param error `undefined` when all is well */
  update(error: ErrorReport | undefined): void {
    this.element.hidden = error === undefined;
    setText(this.message, error?.message ?? '');
    setText(this.remedy, error?.remedy ?? '');
  }
}
