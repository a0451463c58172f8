import { strictEqual } from 'node:assert/strict';
import { canInsert, type GeneratedDocument, indentedText } from '../../../src/core/iam-export';

const POLICY: GeneratedDocument = { language: 'json', text: '{\n  "Version": "2012-10-17"\n}\n' };
const SCRIPT: GeneratedDocument = { language: 'shellscript', text: '#!/bin/sh\nset -eu\n' };

/** A document with the cursor at `|`, or from the first `|` to the second. */
function open(language: string, marked: string) {
  const [before = '', selected = '', rest] = marked.split('|');
  const isSelected = rest !== undefined;
  const text = marked.replaceAll('|', '');
  const end = before.length + (isSelected ? selected.length : 0);
  return { language, text, selection: { start: before.length, end } };
}

describe('A generated document can be inserted into the open document', () => {
  const cases: readonly (readonly [
    what: string,
    GeneratedDocument,
    language: string,
    document: string,
    boolean,
  ])[] = [
    ['an empty JSON document', POLICY, 'json', '\n|', true],
    ['an empty YAML document', POLICY, 'yaml', '|', true],
    ['a selection', POLICY, 'jsonc', '{ "Policy": |"old"| }', true],
    ['a property without a value', POLICY, 'json', '{ "Policy": | }', true],
    ['a list', POLICY, 'json', '[1, |]', true],
    ['the middle of JSON that is whole', POLICY, 'json', '{ "Policy": "o|ld" }', false],
    ['behind JSON that is whole', POLICY, 'json', '{}\n|', false],
    ['YAML that is not empty', POLICY, 'yaml', 'Policy: |', false],
    ['a Markdown document', POLICY, 'markdown', '|', false],
    ['an empty script', SCRIPT, 'shellscript', '|', true],
    ['a script that is not empty', SCRIPT, 'shellscript', 'ls\n|', false],
    ['an empty JSON document, when it is a script', SCRIPT, 'json', '|', false],
  ];
  for (const [what, generated, language, document, fits] of cases) {
    it(`${fits ? 'for' : 'but not for'} ${what}`, () => {
      strictEqual(canInsert(open(language, document), generated), fits);
    });
  }

  it('with the indentation of the line that it begins in', () => {
    strictEqual(indentedText(POLICY, '    "Policy": '), '{\n      "Version": "2012-10-17"\n    }');
  });
});
