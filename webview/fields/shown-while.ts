import type { Draft } from '../../src/core/cluster-form/draft';
import type { View } from '../dom/page';

/** A part of the page that is there only while it has a meaning. What stands in it stays. */
export function shownWhile(applies: (draft: Draft) => boolean, view: View): View {
  return {
    element: view.element,
    update(page) {
      view.element.hidden = !applies(page.state.draft);
      view.update(page);
    },
  };
}
