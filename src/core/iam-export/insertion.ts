import type { GeneratedDocument, DocumentLanguage } from './generate-document';

/** A document that is open in the editor. */
export interface OpenDocument {
  /** As VS Code calls it. */
  readonly language: string;
  readonly text: string;
  /** Offsets; the same one twice where nothing is selected. */
  readonly selection: { readonly start: number; readonly end: number };
}

/** Languages into which a document may be inserted. JSON is valid YAML, too. */
const HOST_LANGUAGES: { readonly [L in DocumentLanguage]: readonly string[] } = {
  json: ['json', 'jsonc', 'yaml', 'cloudformation'],
  shellscript: ['shellscript'],
};

/** An empty document, a selection to replace, or a place in JSON where a value is missing; nowhere else would it do. */
export function canInsert(
  { language, text, selection }: OpenDocument,
  generated: GeneratedDocument,
): boolean {
  if (!HOST_LANGUAGES[generated.language].includes(language)) return false;
  if (text.trim() === '' || selection.start !== selection.end) return true;
  return isJson(`${text.slice(0, selection.start)}${generated.text}${text.slice(selection.end)}`);
}

/** The text as it goes there: without its last line break, and with the indentation of the line that it begins in. */
export function indentedText({ text }: GeneratedDocument, line: string): string {
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
