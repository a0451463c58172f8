/** A section of an INI file, by where it is in the text. */
export interface Section {
  readonly lines: readonly Line[];
  readonly values: ReadonlyMap<string, string>;
}

interface Line {
  readonly start: number;
  /** After the line break. */
  readonly end: number;
  readonly text: string;
}

/** Key and value; `undefined` removes the key. */
export type Settings = readonly (readonly [key: string, value: string | undefined])[];

/** The section of that name, and `undefined` if there is none. AWS's tools ignore the spaces around and inside it. */
export function findSection(text: string, name: string): Section | undefined {
  const lines = splitLines(text);
  const first = lines.findIndex((line) => sectionName(line) === name);
  if (first < 0) return undefined;
  const length = lines.slice(first + 1).findIndex((line) => sectionName(line) !== undefined);
  const own = lines.slice(first, length < 0 ? undefined : first + 1 + length);
  return { lines: own, values: new Map(own.flatMap((line) => setting(line) ?? [])) };
}

/** Sets keys of the section line by line: other keys, comments and spacing stay. */
export function setKeys(text: string, section: Section, settings: Settings): string {
  const eol = section.lines[0]?.text.endsWith('\r') ? '\r\n' : '\n';
  let edited = text;
  // From the end, so that the places of what comes before stay right.
  for (const line of section.lines.toReversed()) {
    const [key, value] = setting(line)?.[0] ?? [];
    const wanted = settings.find(([name]) => name === key);
    if (!wanted || wanted[1] === value) continue;
    const replacement = wanted[1] === undefined ? '' : `${wanted[0]} = ${wanted[1]}${lineBreak(text, line)}`;
    edited = edited.slice(0, line.start) + replacement + edited.slice(line.end);
  }
  const missing = settings.filter(([key, value]) => value !== undefined && !section.values.has(key));
  return insertAfterHeader(
    edited,
    section,
    missing.map(([key, value]) => `${key} = ${value ?? ''}${eol}`).join(''),
  );
}

function insertAfterHeader(text: string, { lines: [header] }: Section, added: string): string {
  if (!header || added === '') return text;
  const gap = lineBreak(text, header) === '' ? '\n' : '';
  return text.slice(0, header.end) + gap + added + text.slice(header.end);
}

function lineBreak(text: string, line: Line): string {
  return /\r?\n$/.exec(text.slice(line.start, line.end))?.[0] ?? '';
}

function splitLines(text: string): Line[] {
  return [...text.matchAll(/[^\n]*(?:\n|$)/g)]
    .filter((match) => match[0] !== '')
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0].replace(/\n$/, ''),
    }));
}

function sectionName(line: Line): string | undefined {
  const name = /^\s*\[([^\]]+)\]/.exec(line.text)?.[1];
  // `[profile "a b"]` is how a name with a space is written.
  return name
    ?.trim()
    .replace(/\s+/g, ' ')
    .replace(/^profile (["'])(.*)\1$/, 'profile $2');
}

/** Keys have no case. An indented line goes on with the value above it, so it is no setting of its own. */
function setting(line: Line): [[string, string]] | undefined {
  const match = /^([^\s=:#;[][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line.text);
  return match ? [[(match[1] ?? '').toLowerCase(), match[2] ?? '']] : undefined;
}
