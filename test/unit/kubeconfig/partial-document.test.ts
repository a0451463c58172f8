import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { Edit } from '../../../src/core/kubeconfig/data';
import { parseKubeconfig } from '../../../src/core/kubeconfig/document';
import { partialDocumentFor, splicesIn, wholeDocument } from '../../../src/core/kubeconfig/partial-document';
import { listOf } from '../../../src/core/kubeconfig/lists';
import { blockKubeconfigs } from './documents';

describe('An excerpt of a kubeconfig', () => {
  it('has every edit where the whole text has it', () => {
    fc.assert(
      fc.property(blockKubeconfigs, fc.nat(), ({ text }, seed) => {
        const reading = parseKubeconfig(text);
        ok(reading.kind === 'kubeconfig');
        const { data = {} } = reading.kubeconfig;
        const edits: readonly Edit[] = ['clusters', 'contexts', 'users'].flatMap((list): readonly Edit[] => {
          const { length } = listOf(data, list);
          const index = length === 0 ? 0 : seed % length;
          return [
            { kind: 'set', path: [list, length], value: { name: 'added' } },
            { kind: 'set', path: [list, index, 'name'], value: 'changed' },
            { kind: 'remove', path: [list, index] },
          ];
        });
        for (const edit of edits) {
          const [excerpt, whole] = [partialDocumentFor(text, data, [edit]), wholeDocument(text)];
          deepStrictEqual(excerpt && splicesIn(excerpt, edit), whole && splicesIn(whole, edit));
        }
      }),
    );
  });

  it('is short, however long the lists are', () => {
    const items = Array.from({ length: 1000 }, (_, i) => `- name: c${i}\n  cluster: {}\n`);
    const text = `clusters:\n${items.join('')}current-context: c1\n`;
    const reading = parseKubeconfig(text);
    ok(reading.kind === 'kubeconfig');
    const { data = {} } = reading.kubeconfig;
    const edit: Edit = { kind: 'remove', path: ['clusters', 500] };
    const excerpt = partialDocumentFor(text, data, [edit]);
    ok(excerpt && excerpt.text.length < 250, excerpt?.text);
    const [removed] = splicesIn(excerpt, edit) ?? [];
    ok(removed && text.slice(removed.start, removed.end) === items[500]);
  });
});
