import { deepStrictEqual, notStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { restartWithVariables, workloadsReading } from '../../../src/core/deploy/variable-readers';
import {
  changeVariable,
  CONFIG_HASH,
  variableNameProblem,
  variableNames,
  variablesHash,
  variablesSecret,
  variableValueProblem,
} from '../../../src/core/deploy/variables';
import type { KubernetesObject } from '../../../src/core/ports/kubernetes';
import { FakeKubernetes } from '../../fakes/kubernetes';

const PLACE = { namespace: 'shop-1a2b3c4d-production', environment: 'production' };
const never = new AbortController().signal;

describe('The variables of an environment', () => {
  let api: FakeKubernetes;

  beforeEach(() => (api = new FakeKubernetes()));

  const set = (name: string, value: string | undefined) => changeVariable(PLACE, { name, value }, api, never);
  const values = async () => {
    const { data } = (await api.read(variablesSecret(PLACE))) as { data?: Record<string, string> };
    return Object.fromEntries(
      Object.entries(data ?? {}).map(([name, value]) => [name, Buffer.from(value, 'base64').toString()]),
    );
  };

  it('are kept in one Secret, which is made with the first', async () => {
    deepStrictEqual(await variableNames(PLACE, api, never), []);
    await set('TOKEN', 'a secret');
    await set('API_URL', 'https://api.example.com');
    deepStrictEqual(await variableNames(PLACE, api, never), ['API_URL', 'TOKEN']);
    deepStrictEqual(await values(), { TOKEN: 'a secret', API_URL: 'https://api.example.com' });
    strictEqual(variablesSecret(PLACE).name, 'production-config');
  });

  it('are changed and deleted one by one', async () => {
    await set('ONE', '1');
    await set('TWO', '2');
    await set('ONE', 'eins');
    await set('TWO', undefined);
    await set('THREE', undefined);
    deepStrictEqual(await values(), { ONE: 'eins' });
  });

  it('are both there when two people set the first at once', async () => {
    const create = api.create.bind(api);
    api.create = async (object) => {
      api.create = create;
      await set('THEIRS', 'first');
      return create(object);
    };
    await set('OURS', 'second');
    deepStrictEqual(await values(), { THEIRS: 'first', OURS: 'second' });
  });

  it('are not read from or written to a Secret that somebody else made', async () => {
    const { name, namespace } = variablesSecret(PLACE);
    const foreign = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, data: { A: 'YQ==' } };
    await api.create(foreign);
    await rejects(variableNames(PLACE, api, never), { code: 'variables-foreign' });
    await rejects(set('B', 'b'), { code: 'variables-foreign' });
    deepStrictEqual(await values(), { A: 'a' });
  });

  it('have names and values that a container can have', () => {
    for (const name of ['A', '_a1', 'DATABASE_URL']) strictEqual(variableNameProblem(name), undefined, name);
    for (const name of ['', '1A', 'A-B', 'A B', 'A=B', 'Ä', 'A'.repeat(254)])
      notStrictEqual(variableNameProblem(name), undefined, name);
    strictEqual(variableValueProblem('A', ''), undefined);
    strictEqual(variableValueProblem('A', 'x'.repeat(131_069)), undefined);
    for (const value of ['x'.repeat(131_070), 'ä'.repeat(65_535), 'a\0b'])
      notStrictEqual(variableValueProblem('A', value), undefined);
  });

  it('restart those apps alone that read them', async () => {
    const secret = variablesSecret(PLACE).name;
    for (const [name, container] of [
      ['by-env-from', { envFrom: [{ secretRef: { name: secret, optional: true } }] }],
      ['by-key', { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: secret, key: 'A' } } }] }],
      [
        'others',
        { envFrom: [{ secretRef: { name: 'staging-config' } }], env: [{ name: 'A', value: secret }] },
      ],
    ] as const)
      await api.create(deployment(name, container));
    const readers = await workloadsReading(PLACE, api, never);
    deepStrictEqual(
      readers.map(({ name }) => name),
      ['by-env-from', 'by-key'],
    );
    await set('A', 'a');
    await restartWithVariables(PLACE, readers, api, never);
    const hash = await variablesHash(PLACE, api, never);
    deepStrictEqual(await Promise.all(['by-env-from', 'by-key', 'others'].map((name) => hashOf(name))), [
      hash,
      hash,
      undefined,
    ]);
  });

  async function hashOf(name: string): Promise<unknown> {
    const found = await api.read({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name,
      namespace: PLACE.namespace,
    });
    const { spec } = found as unknown as { spec: { template: { metadata?: { annotations?: object } } } };
    return (spec.template.metadata?.annotations as Record<string, string> | undefined)?.[CONFIG_HASH];
  }
});

function deployment(name: string, container: object): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: PLACE.namespace },
    spec: { template: { spec: { containers: [{ name: 'web', ...container }] } } },
  };
}
