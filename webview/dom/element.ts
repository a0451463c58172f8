import { seenText } from '../../src/core/foreign/shown-text';

/** Attributes that a person reads, or is read. */
const READ: ReadonlySet<string> = new Set(['title', 'aria-label', 'aria-description', 'placeholder']);

/** Attributes by name; `undefined` and `false` mean that there is none. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** Makes an element. Text becomes a text node, never markup, and has nothing in it that is not seen. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children.map((child) => (typeof child === 'string' ? seenText(child) : child)));
  return element;
}

/** Touches only what differs, so that nothing is announced or laid out again for nothing. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const given = value === true ? '' : value;
    const text = typeof given === 'string' && READ.has(name) ? seenText(given) : given;
    if (text === undefined || text === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

export function setText(element: Element, text: string): void {
  const seen = seenText(text);
  if (element.textContent !== seen) element.textContent = seen;
}

/** Shows exactly these children; those that are there already stay the same nodes and keep the focus. */
export function setChildren(parent: Element, children: readonly Node[]): void {
  const same =
    parent.childNodes.length === children.length &&
    children.every((child, i) => parent.childNodes[i] === child);
  if (!same) parent.replaceChildren(...children);
}

/**
 * Runs `paint` when the value is another one than last time.
 * @param keyOf what of a value is compared: the value itself, unless it is a new object each time
 */
export function whenChanged<T>(
  paint: (value: T) => void,
  keyOf: (value: T) => unknown = (value) => value,
): (value: T) => void {
  let last: { readonly key: unknown } | undefined;
  return (value) => {
    const key = keyOf(value);
    if (last?.key === key) return;
    last = { key };
    paint(value);
  };
}
