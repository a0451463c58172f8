import { MAX_LENGTH, displayText } from '../../core/foreign/shown-text';

/** The texts of a row. */
export interface RowTexts {
  readonly label: string;
  readonly description: string;
  /** Line by line. */
  readonly tooltip: readonly string[];
}

/** A tooltip of more lines would cover the window. */
const MAX_LINES = 30;

/** The sanitized texts of a row, see {@link displayText}. Line breaks of the tooltip are kept. */
export function shownRow({ label, description, tooltip }: RowTexts) {
  const line = (text: string) => displayText(text, MAX_LENGTH.line);
  const lines = tooltip.slice(0, MAX_LINES).map((text) => displayText(text, MAX_LENGTH.paragraph));
  return {
    label: line(label),
    description: line(description),
    tooltip: lines.length === 0 ? undefined : lines.join('\n'),
    // Otherwise a screen reader reads the tooltip only.
    accessibilityInformation: { label: `${line(label)}, ${line(description)}` },
  };
}
