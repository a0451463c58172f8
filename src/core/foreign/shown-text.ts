/** Escape sequences of terminals: with parameters (colors, the cursor), strings (titles, links), and two characters. */
const ESCAPE_SEQUENCES =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]?/g;

/** Whatever begins a new line, in a terminal, an editor or a dialog; and tabs. */
const BREAKS = /(?:\r\n|[\t\n\v\f\r\x85\u2028\u2029])+/g;

/**
 * What is not seen, and may hide or turn around what is: control characters, format characters (those for both
 * directions of writing among them), halves of surrogate pairs, private characters, and what Unicode wants ignored.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Where a Markdown link turns from its text to its target. Notifications, input boxes and hovers of VS Code make links
 * of `[text](target)`, those to `command:` among them: `src/vs/base/common/linkedText.ts` of VS Code 1.100.
 */
const LINK_TURNS = '](';

/** What VS Code draws as an icon in quick picks, input boxes and the status bar: `$(name)`. */
const ICON_STARTS = /\$(?=\()/g;

/** Bounds of texts, as VS Code counts them: in code units. */
export const MAX_LENGTH = {
  /** The name of a terminal, or a button. */
  name: 100,
  /** A question, or what a progress notification says: a sentence. */
  sentence: 400,
  /** A line of a view, of a quick pick or of the form. */
  line: 500,
  /** A paragraph of a dialog or a tooltip. */
  paragraph: 2_000,
  /** A text in the form. */
  formText: 5_000,
  /** A line of the log. */
  logLine: 32_000,
} as const;

/**
 * A text made safe to show: one line of visible characters that is no link. Texts of our own, with
 * values of others in them, come through it unharmed: brackets, quotes and backslashes stay. Takes linear time.
 * @param most code units that are left of it; what is longer ends in an ellipsis
 */
export function displayText(text: string, most: number = MAX_LENGTH.paragraph): string {
  const read = beginning(text);
  return shortened(read === text ? visibleText(text) : `${visibleText(read)}…`, most);
}

/** Twice the longest line of the log. Looking takes time for each character, and a server may send millions of them. */
const LONGEST_READ = 64_000;

/** As much of a text as is looked at before it is shown. */
export function beginning(text: string): string {
  return text.length <= LONGEST_READ ? text : text.slice(0, LONGEST_READ);
}

/** As {@link displayText}, where VS Code also draws icons: `$(name)` becomes a text. */
export function withoutIcons(text: string, most: number = MAX_LENGTH.line): string {
  return displayText(text, most).replaceAll(ICON_STARTS, '$ ');
}

/** A text in the form, where nothing makes links of it: what is not seen is left out, lines and spaces stay. */
export function seenText(text: string): string {
  const lines = text.replaceAll(ESCAPE_SEQUENCES, '').split('\n');
  return shortened(lines.map((line) => line.replaceAll(INVISIBLE, '')).join('\n'), MAX_LENGTH.formText);
}

/** What needs no look: most lines of most logs. */
const PLAIN_LINE = /^[ -~]*$/;

/** A line of a log in an editor, where nothing is a link of Markdown: as {@link visibleText}, but its spaces stay. */
export function logText(line: string): string {
  if (PLAIN_LINE.test(line)) return line;
  const cells = line.replaceAll(ESCAPE_SEQUENCES, '').split('\t');
  return cells.map((cell) => cell.replaceAll(BREAKS, ' ').replaceAll(INVISIBLE, '')).join('\t');
}

/** {@link displayText} without a bound. */
export function visibleText(text: string): string {
  return text
    .replaceAll(ESCAPE_SEQUENCES, '')
    .replaceAll(BREAKS, ' ')
    .replaceAll(INVISIBLE, '')
    .replaceAll(LINK_TURNS, '] (')
    .trim();
}

/** The beginning of a text, of at most that many code units with the ellipsis; no character is cut in two. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const isWithin = (text.codePointAt(most - 2) ?? 0) > 0xffff;
  return `${text.slice(0, Math.max(0, isWithin ? most - 2 : most - 1)).trimEnd()}…`;
}
