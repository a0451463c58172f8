import assert from 'node:assert/strict';
import { KubeConfig } from '@kubernetes/client-node';
import fc from 'fast-check';
import { parse } from 'yaml';
import { hasEntry, removeEntry, setEntry } from '../../../src/core/kubeconfig/index';
import { blockKubeconfigs, jsonKubeconfigs, type WrittenKubeconfig } from './documents';
import { ARN, ENTRY, KEEP_CURRENT, SET_CURRENT } from './entries';

const kubeconfigs = fc.oneof({ weight: 4, arbitrary: blockKubeconfigs }, jsonKubeconfigs);

interface Named {
  readonly name: string;
}
type Parsed = Readonly<Record<string, unknown>> &
  Readonly<Partial<Record<'clusters' | 'contexts' | 'users', readonly Named[] | null>>>;

describe('setEntry, for any kubeconfig', () => {
  it('adds the entry and keeps every foreign byte, in order', () => {
    fc.assert(
      fc.property(kubeconfigs, ({ text, foreign }: WrittenKubeconfig) => {
        const written = edited(text);
        let from = 0;
        for (const part of foreign) {
          const at = written.indexOf(part, from);
          assert.ok(at >= 0, `lost: ${JSON.stringify(part)}\n${written}`);
          from = at + part.length;
        }
      }),
    );
  });

  it('keeps every foreign value, in order', () => {
    fc.assert(
      fc.property(kubeconfigs, ({ text }) => {
        assert.deepEqual(foreignValues(edited(text)), withHeader(text));
      }),
    );
  });

  it('writes the same entry whatever it is written into', () => {
    const expected = ownValues(edited(''));
    fc.assert(
      fc.property(kubeconfigs, ({ text }) => {
        const own = ownValues(edited(text));
        assert.deepEqual(own.clusters, expected.clusters);
        assert.deepEqual(own.users, expected.users);
        assert.equal(own.contexts.length, 1);
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(kubeconfigs, ({ text }) => {
        assert.deepEqual(setEntry(edited(text), ENTRY, SET_CURRENT), {
          kind: 'unchanged',
          text: edited(text),
        });
      }),
    );
  });

  it('writes what another Kubernetes client reads', () => {
    fc.assert(
      fc.property(kubeconfigs, ({ text }) => {
        const config = new KubeConfig();
        config.loadFromString(withoutOddities(edited(text)), { onInvalidEntry: 'filter' });
        assert.equal(config.getCluster(ARN)?.server, ENTRY.endpoint);
        assert.match(JSON.stringify(config.getUser(ARN)?.exec), /"command":"\/usr\/local\/bin\/aws"/);
      }),
    );
  });

  it('is undone by removeEntry, but for lists that were missing or empty', () => {
    fc.assert(
      fc.property(kubeconfigs, ({ text }) => {
        const added = setEntry(text, ENTRY, KEEP_CURRENT);
        assert.ok(added.kind === 'edited');
        const removed = removeEntry(added.text, ARN);
        // A comment between the brackets of a list may stand where ours has to go.
        if (!('text' in removed)) {
          assert.match(added.text, /\[.*#/s);
          return;
        }
        assert.ok(!hasEntry(removed.text, ARN));
        assert.deepEqual(foreignValues(removed.text), withHeader(text));
      }),
    );
  });
});

function edited(text: string): string {
  const result = setEntry(text, ENTRY, SET_CURRENT);
  assert.equal(result.kind, 'edited', JSON.stringify({ result, text }));
  return 'text' in result ? result.text : '';
}

function parsed(text: string): Parsed {
  return (parse(text, { merge: true }) ?? {}) as Parsed;
}

const OURS = (item: Named & { readonly context?: { readonly cluster?: string } }) =>
  item.name === ARN || item.context?.cluster === ARN;

function ownValues(text: string) {
  const { clusters, contexts, users } = parsed(text);
  return {
    clusters: (clusters ?? []).filter(OURS),
    contexts: (contexts ?? []).filter(OURS),
    users: (users ?? []).filter(OURS),
  };
}

/** An empty list is as good as none. */
function foreignValues(text: string): readonly unknown[] {
  return Object.entries(parsed(text))
    .filter(([key]) => key !== 'current-context')
    .map(([key, value]) => [
      key,
      Array.isArray(value) ? (value as Named[]).filter((item) => !OURS(item)) : value,
    ])
    .filter(([key, value]) => !LISTS.has(String(key)) || (Array.isArray(value) && value.length > 0));
}

/** A file that says nothing is made a kubeconfig first. */
function withHeader(text: string): readonly unknown[] {
  const saysNothing = Object.keys(parsed(text)).length === 0;
  return saysNothing ? Object.entries({ apiVersion: 'v1', kind: 'Config' }) : foreignValues(text);
}

const LISTS = new Set(['clusters', 'contexts', 'users']);

/** That client takes the mark at the start of a file for a part of the first key. */
function withoutOddities(text: string): string {
  return text.replace('\uFEFF', '');
}
