import { h, type Attributes } from '../dom/element';
import type { View } from '../dom/page';

/** A group of fields under a heading, as in the settings editor. */
export function section(
  text: { readonly id: string; readonly title: string; readonly intro?: string },
  ...children: readonly HTMLElement[]
): HTMLElement {
  const { id, title, intro } = text;
  const attributes: Attributes = { class: 'section', 'aria-labelledby': `${id}-title` };
  return h(
    'section',
    attributes,
    h('h2', { id: `${id}-title` }, title),
    ...(intro === undefined ? [] : [h('p', { class: 'intro' }, intro)]),
    ...children,
  );
}

/** A section that holds nothing but fields. */
export function fieldsSection(
  text: { readonly id: string; readonly title: string; readonly intro?: string },
  fields: readonly View[],
): View {
  return {
    element: section(text, ...fields.map((field) => field.element)),
    update: (page) => fields.forEach((field) => field.update(page)),
  };
}
