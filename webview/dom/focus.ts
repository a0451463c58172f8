import type { FocusTarget } from '../state/transition';

/**
 * Moves the focus to the control with this id, or to the first one inside the group with this id, and scrolls all of its
 * field into view. If the control cannot have the focus or is not there yet, its field gets it; if this form has no such
 * field, the banner of the failure does.
 */
export function focusOn(id: FocusTarget): void {
  const target = document.getElementById(id) ?? document.getElementById(`${id}-label`);
  const place = target?.closest<HTMLElement>('.field') ?? target;
  if (!target || !place) {
    if (id !== 'failure') focusOn('failure');
    return;
  }
  const closed = place.closest('details');
  if (closed) closed.open = true;
  controlOf(target)?.focus();
  if (!place.contains(document.activeElement)) {
    place.tabIndex = -1;
    place.focus();
  }
  bringIntoView(place);
}

/** Below the banner, which stays at the top. Of a field that is too high the end is shown, because its error is there. */
function bringIntoView(place: HTMLElement): void {
  const { documentElement: root } = document;
  const covered = coveredAbove();
  root.style.scrollPaddingTop = `${covered}px`;
  const fits = place.offsetHeight <= root.clientHeight - covered;
  place.scrollIntoView({ block: fits ? 'center' : 'end' });
}

/** The height of the banner of a failure, which covers the top of the window wherever the page is scrolled to. */
function coveredAbove(): number {
  const banner = document.getElementById('failure');
  return banner && getComputedStyle(banner).position === 'sticky' ? banner.offsetHeight : 0;
}

function controlOf(target: HTMLElement): HTMLElement | null {
  const isGroup = target.getAttribute('role') === 'group';
  return isGroup ? target.querySelector<HTMLElement>('vscode-checkbox') : target;
}
