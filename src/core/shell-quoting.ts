/** Who reads a command: `sh` and its kin, or PowerShell. Both take a text in single quotes as it stands. */
export type Shell = 'posix' | 'powershell';

/** Words that no shell reads in another way; others are quoted. PowerShell makes lists at commas, `@` and `-a.b`. */
const PLAIN = /^(?:--?[a-z][a-z0-9-]*|[A-Za-z0-9_/][\w./:=+-]*)$/;

/**
 * PowerShell takes typographic quotation marks for straight ones; doubled, each means itself.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules and
 * `CodeGeneration.EscapeSingleQuotedStringContent` of its source
 */
const POWERSHELL_QUOTES = /['\u2018-\u201b]/g;

/**
 * A text as one word of a command. It stands within single quotes, where nothing is expanded; the quotation mark is all
 * there is to escape. No argument of a program can hold a NUL character: it is left out.
 */
export function quoted(text: string, shell: Shell): string {
  const possible = text.replaceAll('\0', '');
  switch (shell) {
    case 'posix':
      return `'${possible.replaceAll("'", String.raw`'\''`)}'`;
    case 'powershell':
      return `'${possible.replaceAll(POWERSHELL_QUOTES, '$&$&')}'`;
  }
}

/** A command that is shown, copied or run: each word stays one word, whatever is in it. */
export function commandLine(words: readonly string[], shell: Shell): string {
  return words.map((word) => (PLAIN.test(word) ? word : quoted(word, shell))).join(' ');
}

/**
 * A command for any shell of the reader: the shells differ in quotation marks alone, so that a word with one is
 * left for the reader to fill in.
 */
export function anyShell(words: readonly string[]): string {
  const safe = words.map((word) => (word.search(POWERSHELL_QUOTES) < 0 ? word : '…'));
  return safe.map((word) => (word === '…' ? word : commandLine([word], 'posix'))).join(' ');
}
