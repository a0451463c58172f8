import type { Handout, Language } from './generate-document';

/** A document that is open in the editor. */
export interface OpenDocument {
  /** As VS Code calls it. */
  readonly language: string;
  readonly text: string;
  /** Offsets; the same one twice where nothing is selected. */
  readonly selection: { readonly start: number; readonly end: number };
}

/** Languages that a handout may be part of: JSON is YAML, too. */
const HOSTS: { readonly [L in Language]: readonly string[] } = {
  json: ['json', 'jsonc', 'yaml', 'cloudformation'],
  shellscript: ['shellscript'],
};

/** An empty document, a selection to replace, or a place in JSON where a value is missing; nowhere else would it do. */
export function fitsInto({ language, text, selection }: OpenDocument, handout: Handout): boolean {
  if (!HOSTS[handout.language].includes(language)) return false;
  if (text.trim() === '' || selection.start !== selection.end) return true;
  return isJson(`${text.slice(0, selection.start)}${handout.text}${text.slice(selection.end)}`);
}

/** The text as it goes there: without its last line break, and with the indentation of the line that it begins in. */
export function indented({ text }: Handout, line: string): string {
  const indentation = /^\s*/.exec(line)?.[0] ?? '';
  return text.trimEnd().split('\n').join(`\n${indentation}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
