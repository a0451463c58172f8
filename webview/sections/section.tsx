import type { ComponentChildren } from 'preact';

/** A group of fields under a heading, as in the settings editor. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly intro?: string;
  readonly children: ComponentChildren;
}) {
  const { id, title, intro, children } = props;
  return (
    <section class="section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {intro && <p class="intro">{intro}</p>}
      {children}
    </section>
  );
}
