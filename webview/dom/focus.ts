import type { FocusTarget } from '../state/transition';

/**
 * Moves the focus to the control with this id, or to the first one inside the group with this id, and all of its field
 * into view. A field whose control takes no focus, or is not there yet, gets it itself; where there is no such field just
 * now, what failed does.
 */
export function focusOn(id: FocusTarget): void {
  const target = document.getElementById(id) ?? document.getElementById(`${id}-label`);
  const place = target?.closest<HTMLElement>('.field') ?? target;
  if (!target || !place) return;
  const closed = place.closest('details');
  if (closed) closed.open = true;
  if (!place.checkVisibility()) {
    if (id !== 'failure') focusOn('failure');
    return;
  }
  controlOf(target)?.focus();
  if (!place.contains(document.activeElement)) {
    place.tabIndex = -1;
    place.focus();
  }
  bringIntoView(place);
}

/** Below the banner, which stays at the top. Of a field that is too high its end is in view, for there its error is. */
function bringIntoView(place: HTMLElement): void {
  const { documentElement: root } = document;
  const covered = coveredAbove();
  root.style.scrollPaddingTop = `${covered}px`;
  const fits = place.offsetHeight <= root.clientHeight - covered;
  place.scrollIntoView({ block: fits ? 'center' : 'end' });
}

/** How many pixels at the top of the window what failed takes up, wherever the page is scrolled to. */
function coveredAbove(): number {
  const banner = document.getElementById('failure');
  return banner && getComputedStyle(banner).position === 'sticky' ? banner.offsetHeight : 0;
}

function controlOf(target: HTMLElement): HTMLElement | null {
  const isGroup = target.getAttribute('role') === 'group';
  return isGroup ? target.querySelector<HTMLElement>('vscode-checkbox') : target;
}
