import { options, type VNode } from 'preact';
import { seenText } from '../../src/core/foreign/shown-text';

/** Attributes that a person reads, or hears. */
const READ = ['title', 'aria-label', 'aria-description', 'placeholder', 'label'] as const;

/** An element, or a text. Preact's types leave out that the props of a text are the text. */
interface Created {
  readonly type: unknown;
  props: string | { [A in (typeof READ)[number]]?: unknown };
}

/**
 * From now on no text is rendered that cannot be seen: names and messages from AWS may hide control characters or turn
 * the direction of what follows. Preact calls the hook for every element and text that is created.
 */
export function showVisibleTextOnly(): void {
  options.vnode = (vnode: VNode) => {
    const created = vnode as unknown as Created;
    const { props } = created;
    if (typeof props === 'string') {
      created.props = seenText(props);
      return;
    }
    if (typeof created.type !== 'string') return;
    for (const name of READ) {
      const value = props[name];
      if (typeof value === 'string') props[name] = seenText(value);
    }
  };
}
