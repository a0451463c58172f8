import { match, ok, strictEqual } from 'node:assert/strict';
import { removeEntry, setEntry } from '../../../src/core/kubeconfig/index';
import { kubeconfigCase } from '../../fixtures/kubeconfig-case';
import { ARN, ENTRY, KEEP_CURRENT } from './entries';

const MARKERS = ['---\n', '---', '--- # end\r\n# mine\n\n---\n', '...\n', '---\n---\n'];

describe('A kubeconfig with markers at its end, as templates leave them', () => {
  it('is edited before them', () => {
    const text = kubeconfigCase('15-trailing-document');
    const edited = setEntry(text, ENTRY, KEEP_CURRENT);
    ok(edited.kind === 'edited' && edited.text.endsWith('\n---\n'));
    const removed = removeEntry(edited.text, ARN);
    ok(removed.kind === 'edited');
    strictEqual(removed.text.replace(/^(clusters|contexts|users):$/gm, '$1: []'), text);
  });

  for (const markers of MARKERS) {
    it(`keeps ${JSON.stringify(markers)}`, () => {
      const edited = setEntry(`kind: Config\n${markers}`, ENTRY, KEEP_CURRENT);
      ok(edited.kind === 'edited', JSON.stringify(edited));
      ok(edited.text.startsWith('kind: Config\nclusters:\n') && edited.text.endsWith(`\n${markers}`));
    });
  }

  for (const second of ['kind: Other\n', 'null\n', '# a\nb: c\n', '- a\n']) {
    it(`is refused where the second document is ${JSON.stringify(second)}`, () => {
      const result = setEntry(`kind: Config\n---\n${second}`, ENTRY, KEEP_CURRENT);
      ok(result.kind === 'refused');
      match(result.reason, /more than one YAML document/);
    });
  }

  it('is no second document where a file has nothing but the marker', () => {
    const edited = setEntry('# mine\n---\n', ENTRY, KEEP_CURRENT);
    ok(edited.kind === 'edited' && edited.text.startsWith('# mine\n---\napiVersion: v1\n'));
  });
});

describe('A kubeconfig that was merged by hand', () => {
  it('is left alone where a key is there twice, and the user reads where', () => {
    const result = setEntry(kubeconfigCase('16-key-twice'), ENTRY, KEEP_CURRENT);
    ok(result.kind === 'refused');
    match(result.reason, /duplicated mapping key at line 13, column 5/);
  });
});
