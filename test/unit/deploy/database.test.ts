import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { MANAGED_LABELS } from '../../../src/core/cluster/objects';
import {
  databaseObjects,
  databaseSecret,
  DEFAULT_POSTGRES_IMAGE,
  type DatabaseRequest,
} from '../../../src/core/deploy/postgresql';
import { keptImage, prepareDatabase } from '../../../src/core/deploy/prepare-database';
import { FakeKubernetes } from '../../fakes/kubernetes';

const REQUEST: DatabaseRequest = {
  namespace: 'shop-1a2b3c4d-production',
  slug: 'production',
  labels: { ...MANAGED_LABELS, 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/instance': 'production' },
  image: DEFAULT_POSTGRES_IMAGE,
};
const never = new AbortController().signal;
const zeros = (count: number) => Buffer.alloc(count);
const ones = (count: number) => Buffer.alloc(count, 1);
const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  name: 'production-postgresql',
  namespace: REQUEST.namespace,
};

describe('The database of an environment', () => {
  let api: FakeKubernetes;

  beforeEach(() => {
    api = new FakeKubernetes();
    api.classes = [{ name: 'gp3', isDefault: true }];
  });

  const prepare = (request = REQUEST, random = zeros) =>
    prepareDatabase(request, { environment: api, cluster: api }, random, never);

  it('keeps its password, however often it is deployed', async () => {
    await prepare();
    const first = await api.read(SECRET);
    await prepare(REQUEST, ones);
    deepStrictEqual(await api.read(SECRET), first);
  });

  it('is reached by the variables that libraries know, with 24 random bytes as the password', () => {
    const { stringData } = databaseSecret(REQUEST, ones(24).toString('base64url')) as unknown as {
      stringData: Record<string, string>;
    };
    const { PGPASSWORD = '', DATABASE_URL = '' } = stringData;
    match(PGPASSWORD, /^[\w-]{32}$/);
    const url = new URL(DATABASE_URL);
    deepStrictEqual(
      [url.username, url.password, url.hostname, url.port, url.pathname],
      [stringData.PGUSER, PGPASSWORD, stringData.PGHOST, stringData.PGPORT, `/${stringData.PGDATABASE}`],
    );
  });

  it('keeps its password out of everything that is applied and recorded', async () => {
    const applied = JSON.stringify(await prepare(REQUEST, ones));
    strictEqual(applied.includes(ones(24).toString('base64url')), false);
    ok(!(await prepare()).some(({ kind }) => kind === 'Secret'));
  });

  it('keeps its volume when the StatefulSet is deleted or scaled', () => {
    const [, statefulSet] = databaseObjects(REQUEST);
    const { persistentVolumeClaimRetentionPolicy } = statefulSet?.['spec'] as Record<string, unknown>;
    deepStrictEqual(persistentVolumeClaimRetentionPolicy, { whenDeleted: 'Retain', whenScaled: 'Retain' });
  });

  it('selects its own pods, by labels that never change', () => {
    const [service, statefulSet] = databaseObjects({
      ...REQUEST,
      labels: { ...REQUEST.labels, 'eks-clusters/project': '1a2b3c4d' },
    });
    const { selector } = service?.['spec'] as { selector: unknown };
    const { selector: of, template } = statefulSet?.['spec'] as {
      selector: { matchLabels: Record<string, string> };
      template: { metadata: { labels: Record<string, string> } };
    };
    deepStrictEqual(selector, of.matchLabels);
    deepStrictEqual(of.matchLabels, {
      'app.kubernetes.io/name': 'shop',
      'app.kubernetes.io/instance': 'production',
      'app.kubernetes.io/component': 'postgresql',
    });
    for (const [name, value] of Object.entries(of.matchLabels))
      strictEqual(template.metadata.labels[name], value);
  });

  it('says which command makes the default storage class that it needs', async () => {
    api.classes = [{ name: 'gp2', isDefault: false }];
    await rejects(prepare(), {
      code: 'postgres-no-storage-class',
      remedy: /EKS: Create Default Storage Class/,
    });
    strictEqual(await api.read(SECRET), undefined);
  });

  it('needs no default storage class any more once it has its volume', async () => {
    for (const object of await prepare()) await api.apply(object);
    api.classes = [];
    strictEqual((await prepare()).length, 2);
  });

  it('leaves objects of that name alone that somebody else made', async () => {
    const { apiVersion, kind, name, namespace } = SECRET;
    await api.create({ apiVersion, kind, metadata: { name, namespace } });
    await rejects(prepare(), { code: 'postgres-foreign', message: /^The Secret production-postgresql in / });
  });

  it('stays with its major version, and takes any other change of the image', async () => {
    for (const object of await prepare()) await api.apply(object);
    const imageAfter = async (image: string) => {
      const [, statefulSet] = await prepare({ ...REQUEST, image });
      return /"image":"([^"]+)"/.exec(JSON.stringify(statefulSet))?.[1];
    };
    strictEqual(await imageAfter('postgres:18'), DEFAULT_POSTGRES_IMAGE);
    strictEqual(
      await imageAfter('mirror.example.com:5000/postgres:17.6-bookworm'),
      'mirror.example.com:5000/postgres:17.6-bookworm',
    );
  });

  for (const [present, wanted, kept] of [
    [undefined, 'postgres:18', 'postgres:18'],
    ['postgres:17', 'postgres:17@sha256:0a', 'postgres:17@sha256:0a'],
    ['postgres:17-alpine', 'postgres:18-alpine', 'postgres:17-alpine'],
    ['postgres:17', 'postgres', 'postgres:17'],
    ['host:5432/postgres', 'host:5432/postgres:17', 'host:5432/postgres'],
    ['postgres:17', 'postgres:170', 'postgres:17'],
  ] as const) {
    it(`with ${present ?? 'no image yet'} is deployed with ${kept} where ${wanted} is wanted`, () => {
      strictEqual(keptImage(present, wanted), kept);
    });
  }
});
