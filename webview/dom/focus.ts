import type { FocusTarget } from '../state/step';

/** Moves the focus to the control with this id, or to the first one inside the group with this id. */
export function focusOn(id: FocusTarget): void {
  const target = document.getElementById(id);
  if (!target) return;
  const isGroup = target.getAttribute('role') === 'group';
  const control = isGroup ? target.querySelector<HTMLElement>('vscode-checkbox') : target;
  const closed = target.closest('details');
  if (closed) closed.open = true;
  control?.focus();
  target.scrollIntoView({ block: 'center' });
}
