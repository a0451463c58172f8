/** Outlines on a 16 by 16 grid, drawn in the color of the text around them. */
const PATHS = {
  check: 'M13.5 4.5 6.5 11.5 2.5 7.5',
  error: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M5.5 5.5l5 5M10.5 5.5l-5 5',
  warning: 'M8 2 14.5 13.5H1.5ZM8 6.5v3M8 11.2v.6',
  waiting: 'M8 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9',
  cancelled: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M3.5 12.5l9-9',
  unknown:
    'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.7-.8 1.3M8 11.3v.6',
  running: 'M13.8 8A5.8 5.8 0 1 1 8 2.2',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside a text that says the same, so screen readers skip it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" class={`icon icon-${name}`}>
      <path d={PATHS[name]} />
    </svg>
  );
}
