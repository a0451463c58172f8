import { indentOf, rstrip, strip } from './python-text';

/** A section of an INI file, by where it is in the text. */
export interface IniSection {
  /** What is between the brackets, as it is written. */
  readonly header: string;
  /** Its header's line first. */
  readonly lines: readonly IniLine[];
  /** By their keys in lower case. Indented continuation lines are joined by line breaks. */
  readonly values: ReadonlyMap<string, string>;
}

export interface IniLine {
  readonly start: number;
  /** After the line break. */
  readonly end: number;
  readonly text: string;
  /** The key that is set here, in lower case; continuations, comments and empty lines set none. */
  readonly key?: string;
}

/** Why the AWS CLI refuses the whole file; lines count from 1. */
export interface IniProblem {
  readonly line: number;
  readonly kind: 'byteOrderMark' | 'noSection' | 'notASetting' | 'sectionTwice' | 'keyTwice' | 'notNested';
}

export interface IniFile {
  readonly sections: readonly IniSection[];
  readonly problems: readonly IniProblem[];
}

/**
 * Reads a file as Python's `RawConfigParser` does, with which the AWS CLI reads its config. Where that refuses the
 * file, the problem is noted, and what is readable is read: of a section or a key that is there twice, the last word
 * counts.
 * https://github.com/python/cpython/blob/3.13/Lib/configparser.py
 */
export function parseIni(text: string): IniFile {
  const reader = new Reader();
  if (text.startsWith('\ufeff')) reader.problems.push({ line: 1, kind: 'byteOrderMark' });
  for (const line of splitLines(text)) reader.read(line);
  return reader.finish();
}

/** The section whose values all others have, too. */
const DEFAULTS = 'DEFAULT';

class Reader {
  readonly problems: IniProblem[] = [];
  private readonly sections: SectionReader[] = [];
  private readonly defaults = new SectionReader(DEFAULTS);
  private current: SectionReader | undefined;
  private number = 0;

  read(raw: IniLine): void {
    this.number++;
    const text = strip(raw.text.replace(/^\ufeff/, ''));
    if (text === '' || /^[#;]/.test(text)) {
      this.current?.blank(raw, text === '');
      return;
    }
    const indent = indentOf(raw.text);
    if (this.current?.goesOn(indent)) this.current.continueWith(raw, text);
    else this.begin(raw, text, indent);
  }

  finish(): IniFile {
    const defaults = this.defaults.values();
    const sections = this.sections.map((section) => {
      const values = new Map([...defaults, ...section.values()]);
      return { header: section.header, lines: section.lines, values };
    });
    const nested = [this.defaults, ...this.sections].flatMap((section) => section.notNested());
    const problems = [...this.problems, ...nested.map((line): IniProblem => ({ line, kind: 'notNested' }))];
    return { sections, problems: problems.toSorted((a, b) => a.line - b.line) };
  }

  private begin(raw: IniLine, text: string, indent: number): void {
    const closing = text.startsWith('[') ? text.lastIndexOf(']') : -1;
    if (closing > 1) this.enter(raw, text.slice(1, closing), indent);
    else if (!this.current) this.note('noSection');
    else this.set(this.current, raw, text, indent);
  }

  private enter(raw: IniLine, header: string, indent: number): void {
    const earlier = this.sections.find((section) => section.header === header);
    if (earlier) this.note('sectionTwice');
    const section = header === DEFAULTS ? this.defaults : (earlier ?? new SectionReader(header));
    if (section !== earlier && section !== this.defaults) this.sections.push(section);
    section.enter(raw, indent);
    this.current = section;
  }

  private set(section: SectionReader, raw: IniLine, text: string, indent: number): void {
    const separator = text.search(/[=:]/);
    const key = separator < 0 ? '' : rstrip(text.slice(0, separator)).toLowerCase();
    if (key === '') {
      this.note('notASetting');
      section.skip(raw, indent);
      return;
    }
    if (section.has(key)) this.note('keyTwice');
    section.set({ ...raw, key }, strip(text.slice(separator + 1)), { indent, line: this.number });
  }

  private note(kind: IniProblem['kind']): void {
    this.problems.push({ line: this.number, kind });
  }
}

interface Value {
  readonly line: number;
  readonly parts: string[];
}

class SectionReader {
  readonly lines: IniLine[] = [];
  private readonly settings = new Map<string, Value>();
  private latest: Value | undefined;
  private indent = 0;

  constructor(readonly header: string) {}

  enter(raw: IniLine, indent: number): void {
    this.lines.push(raw);
    this.latest = undefined;
    this.indent = indent;
  }

  /** A line that is indented more than the setting above it belongs to that. */
  goesOn(indent: number): boolean {
    return this.latest !== undefined && indent > this.indent;
  }

  continueWith(raw: IniLine, text: string): void {
    this.lines.push(raw);
    this.latest?.parts.push(text);
  }

  blank(raw: IniLine, isEmpty: boolean): void {
    this.lines.push(raw);
    if (isEmpty) this.latest?.parts.push('');
  }

  skip(raw: IniLine, indent: number): void {
    this.lines.push(raw);
    this.indent = indent;
  }

  has(key: string): boolean {
    return this.settings.has(key);
  }

  set(line: IniLine & { readonly key: string }, value: string, at: { indent: number; line: number }): void {
    this.lines.push(line);
    this.indent = at.indent;
    this.latest = { line: at.line, parts: [value] };
    this.settings.set(line.key, this.latest);
  }

  values(): ReadonlyMap<string, string> {
    return new Map([...this.settings].map(([key, { parts }]) => [key, rstrip(parts.join('\n'))]));
  }

  /** Lines of a nested value that set nothing. */
  notNested(): readonly number[] {
    return [...this.settings.values()]
      .filter(({ parts: [first, ...nested] }) => first === '' && nested.some(isNoSetting))
      .map(({ line }) => line);
  }
}

function isNoSetting(line: string): boolean {
  return line !== '' && !line.includes('=');
}

/** Python ends a line at each of these, whatever the system. */
function splitLines(text: string): IniLine[] {
  return [...text.matchAll(/[^\r\n]*(?:\r\n|[\r\n]|$)/g)]
    .filter((match) => match[0] !== '')
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0].replace(/\r?\n$|\r$/, ''),
    }));
}
