import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { AttachedEntry } from '../../../src/core/registry/entry';
import { AttachedClusterSecrets } from '../../../src/ui/attached-cluster-secrets';

const ENTRY: AttachedEntry = {
  name: 'attached',
  apiUrl: 'https://cluster.example:6443',
  caFingerprint: 'a'.repeat(64),
  environmentScope: '*',
  enabled: true,
  managed: true,
  namespacePerEnvironment: true,
};
const SECRETS = { certificateAuthority: 'UEVN', token: 't0ken', rbac: true };

describe('What is kept of a cluster that was added by its URL', () => {
  let stored: Map<string, string>;
  let clusters: AttachedClusterSecrets;

  beforeEach(async () => {
    stored = new Map();
    clusters = new AttachedClusterSecrets({
      get: (key) => Promise.resolve(stored.get(key)),
      store: (key, value) => Promise.resolve(void stored.set(key, value)),
      delete: (key) => Promise.resolve(void stored.delete(key)),
    });
    await clusters.save(ENTRY, SECRETS);
  });

  it('is there for its URL and its CA, whatever else the settings say', async () =>
    deepStrictEqual(await clusters.read({ ...ENTRY, name: 'renamed', environmentScope: 'x' }), SECRETS));

  for (const [what, other] of Object.entries({
    'another port': { apiUrl: 'https://cluster.example:6444' },
    'another host': { apiUrl: 'https://evil.example:6443' },
    'another CA': { caFingerprint: 'b'.repeat(64) },
  })) {
    it(`is not there for ${what}`, async () =>
      strictEqual(await clusters.read({ ...ENTRY, ...other }), undefined));
  }

  for (const damaged of ['', '{"token": "t0', 'null', '[]', '{"token": 7, "certificateAuthority": "UEVN"}']) {
    it(`is missing, and no bug, where it is damaged: ${damaged || 'empty'}`, async () => {
      for (const key of stored.keys()) stored.set(key, damaged);
      strictEqual(await clusters.read(ENTRY), undefined);
      strictEqual([...stored.values()].join(), damaged);
    });
  }

  it('is gone once the cluster is', async () => {
    await clusters.delete(ENTRY);
    strictEqual(stored.size, 0);
  });
});
