import type { IniLine, IniSection } from './ini';

/** Key and value; `undefined` removes the key. */
export type Settings = readonly (readonly [key: string, value: string | undefined])[];

/** Sets keys of the section line by line: other keys, comments and spacing stay. */
export function setKeys(text: string, section: IniSection, settings: Settings): string {
  let edited = text;
  // From the end, so that the places of what comes before stay right.
  for (const [index, line] of [...section.lines.entries()].toReversed()) {
    const wanted = settings.find(([key]) => key === line.key);
    if (!wanted || wanted[1] === section.values.get(wanted[0])) continue;
    const replacement = wanted[1] === undefined ? '' : `${wanted[0]} = ${wanted[1]}${lineBreak(text, line)}`;
    edited = edited.slice(0, line.start) + replacement + edited.slice(endOfValue(section, index));
  }
  const eol = lineBreak(text, section.lines[0]) || '\n';
  const missing = settings.filter(([key, value]) => value !== undefined && !isSet(section, key));
  return insertAfterHeader(
    edited,
    section,
    missing.map(([key, value]) => `${key} = ${value ?? ''}${eol}`).join(''),
  );
}

/** Values of `[DEFAULT]` are in no line of the section. */
function isSet(section: IniSection, key: string): boolean {
  return section.lines.some((line) => line.key === key);
}

/** With the indented lines that continue the value; comments and empty lines behind it stay. */
function endOfValue({ lines }: IniSection, index: number): number {
  const others = lines.slice(index + 1);
  const next = others.findIndex((line) => !/^\s+[^\s#;]/.test(line.text));
  const last = others[(next < 0 ? others.length : next) - 1] ?? lines[index];
  return last?.end ?? 0;
}

function insertAfterHeader(text: string, { lines: [header] }: IniSection, added: string): string {
  if (!header || added === '') return text;
  const gap = lineBreak(text, header) === '' ? '\n' : '';
  return text.slice(0, header.end) + gap + added + text.slice(header.end);
}

function lineBreak(text: string, line: IniLine | undefined): string {
  return line ? (/(?:\r\n|[\r\n])$/.exec(text.slice(line.start, line.end))?.[0] ?? '') : '';
}
