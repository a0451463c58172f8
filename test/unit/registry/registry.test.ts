import { deepStrictEqual, match, ok, strictEqual, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { isAttached } from '../../../src/core/registry/entry';
import {
  readRegistry,
  scopesOf,
  withChange,
  withEntry,
  withoutEntry,
} from '../../../src/core/registry/registry';
import { ATTACHED, ENTRY } from '../../fakes/entry';

const written = JSON.parse(JSON.stringify(ENTRY)) as unknown;

describe('The registry in the settings', () => {
  it('reads what it wrote', () => {
    deepStrictEqual(readRegistry(withEntry([], ENTRY)).entries, [ENTRY]);
  });

  it('fills in what may be left out', () => {
    const { name, region, accountId, partition } = ENTRY;
    const [entry] = readRegistry([{ name, region, accountId, partition }]).entries;
    strictEqual(entry?.environmentScope, '*');
    strictEqual(entry.enabled, true);
  });

  it('reads an attached cluster, which has no region', () => {
    const setting = withEntry(withEntry([], ENTRY), ATTACHED);
    deepStrictEqual(readRegistry(setting).entries[1], ATTACHED);
    deepStrictEqual(withoutEntry(setting, ENTRY), [ATTACHED]);
  });

  it('names everything that is wrong with an element, in the order in which it is written', () => {
    const element = { ...ENTRY, accountId: 222222222222, region: undefined, enabled: 'yes', roleArn: null };
    const { problems } = readRegistry([element, []]);
    deepStrictEqual(problems, [
      'eks.clusters[0]: region, accountId, roleArn, enabled missing or not valid.',
      'eks.clusters[1]: name, region, accountId, partition missing or not valid.',
    ]);
  });

  it('takes two CAs behind one URL for two clusters: a token belongs to one of them', () => {
    const other = { ...ATTACHED, caFingerprint: 'cd'.repeat(32) };
    strictEqual(withEntry(withEntry([], ATTACHED), other).length, 2);
  });

  for (const apiUrl of [
    'http://cluster.example',
    'https://cluster.example/',
    'https://cluster.example/api/v1',
    'https://user:password@cluster.example',
    'https://CLUSTER.example',
    'cluster.example',
    7,
  ]) {
    it(`does not read the API URL ${apiUrl}`, () =>
      match(readRegistry([{ ...ATTACHED, apiUrl }]).problems.join(), /\[0\]: apiUrl missing or not valid/));
  }

  it('ignores an endpoint, a CA and a command that somebody checked in', () => {
    const element = { ...ENTRY, endpoint: 'https://evil.example', certificateAuthority: 'x', command: 'rm' };
    const [entry] = readRegistry([element]).entries;
    deepStrictEqual(entry, ENTRY);
  });

  it('does not read an element whose region or role is in another partition', () => {
    const china = 'arn:aws-cn:iam::222222222222:role/eks-provision';
    const elements = [
      { ...ENTRY, region: 'cn-north-1' },
      { ...ENTRY, roleArn: china },
      { ...ENTRY, partition: 'aws-cn', region: 'cn-north-1', roleArn: china },
    ];
    const { entries, problems } = readRegistry(elements);
    deepStrictEqual(
      entries.map(({ name }) => name),
      ['demo'],
    );
    match(problems.join(' '), /\[0\]: region .*\[1\]: roleArn /);
  });

  for (const [what, setting] of Object.entries({ text: 'demo', number: 3, object: { name: 'demo' } })) {
    it(`says that a ${what} is no list`, () => {
      const { entries, problems } = readRegistry(setting);
      deepStrictEqual(entries, []);
      match(problems.join(), /not a list/);
    });
  }

  it('names the element and the keys that are wrong, and reads the others', () => {
    const { entries, problems } = readRegistry([{ ...ENTRY, region: 7 }, null, ENTRY]);
    strictEqual(entries.length, 1);
    match(problems[0] ?? '', /\[0\]: region/);
    match(problems[1] ?? '', /\[1\]/);
  });

  it('reads a cluster once, which somebody has there twice', () => {
    const again = { ...ENTRY, environmentScope: 'review/*' };
    const { entries, problems } = readRegistry([ENTRY, again]);
    deepStrictEqual(
      entries.map(({ environmentScope }) => environmentScope),
      [ENTRY.environmentScope],
    );
    match(problems.join(), /^eks\.clusters\[1\]: the cluster arn:\S+ is there already\.$/);
  });

  it('forgets a role that the cluster is added without', () => {
    const element = { note: 'ours', ...ENTRY };
    const { roleArn, ...ownCredentials } = ENTRY;
    ok(roleArn);
    const [written] = readRegistry(withEntry([element], ownCredentials)).entries;
    ok(written && !isAttached(written));
    strictEqual(written.roleArn, undefined);
    deepStrictEqual(withEntry([element], ownCredentials)[0], { note: 'ours', ...ownCredentials });
  });

  it('changes what was asked about and nothing that has changed since', () => {
    const since = [{ note: 'ours', ...ENTRY, enabled: false }];
    deepStrictEqual(withChange(since, ENTRY, { environmentScope: 'review/*' }), [
      { note: 'ours', ...ENTRY, enabled: false, environmentScope: 'review/*' },
    ]);
  });

  it('adds nothing again that has gone since', () => {
    throws(() => withChange([ATTACHED], ENTRY, { enabled: false }), { code: 'cluster-not-listed' });
  });

  it('gives no cluster a scope that another has got since, be it one of its name elsewhere', () => {
    const elsewhere = { ...ENTRY, region: 'us-east-1', environmentScope: 'review/*' };
    const change = { environmentScope: 'review/*' };
    throws(() => withChange([ENTRY, elsewhere], ENTRY, change), { code: 'cluster-not-changed' });
    deepStrictEqual(scopesOf(readRegistry([ENTRY, elsewhere]), ENTRY), ['review/*']);
  });

  it('updates the element of the same cluster and keeps its unknown keys', () => {
    const setting = [{ note: 'ours', ...ENTRY, environmentScope: 'old' }];
    deepStrictEqual(withEntry(setting, ENTRY), [{ note: 'ours', ...(written as object) }]);
  });

  it('keeps the domain of a cluster that is added once more, until it is taken away', () => {
    const domain = { domain: 'apps.example.com', ingressClass: 'alb' };
    const setting = withEntry([{ ...ENTRY, ...domain }], ENTRY);
    deepStrictEqual(readRegistry(setting).entries, [{ ...ENTRY, ...domain }]);
    const changed = withChange(setting, ENTRY, { domain: undefined, ingressClass: undefined });
    deepStrictEqual(JSON.parse(JSON.stringify(changed)), [written]);
    strictEqual(readRegistry([{ ...ENTRY, domain: '*.example.com' }]).entries.length, 0);
  });

  it('never changes another element, whatever its content', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (elements) => {
        const result = withEntry(elements, ENTRY);
        deepStrictEqual(result.slice(0, elements.length), elements);
        deepStrictEqual(result.at(-1), written);
      }),
    );
  });

  it('is the same after the second time', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (elements) => {
        const once = withEntry(elements, ENTRY);
        deepStrictEqual(withEntry(once, ENTRY), once);
      }),
    );
  });

  it('removes only the element of that cluster, whatever else there is', () => {
    const elsewhere = { ...ENTRY, accountId: '333333333333' };
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (others) => {
        const elements = [...others, elsewhere];
        deepStrictEqual(withoutEntry(withEntry(elements, ENTRY), ENTRY), elements);
        strictEqual(withoutEntry(elements, ENTRY), elements);
      }),
    );
  });

  it('is left alone where there is nothing to take out, or no list', () => {
    for (const setting of [undefined, 'demo', { name: 'demo' }])
      strictEqual(withoutEntry(setting, ENTRY), setting);
  });

  it('never throws on the content of the settings', () => {
    fc.assert(
      fc.property(fc.anything(), (setting) => {
        const { entries, problems } = readRegistry(setting);
        ok(Array.isArray(entries) && Array.isArray(problems));
      }),
    );
  });

  it('is not written over a setting that is no list, for somebody may want that back', () => {
    for (const setting of ['nonsense', 7, { demo: ENTRY }]) {
      throws(() => withEntry(setting, ENTRY), { code: 'settings-broken' });
    }
  });
});
