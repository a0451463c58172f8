import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { findAutoscaler, setLowerLimit } from '../../../src/core/environments/autoscaler';
import { KubernetesError } from '../../../src/core/ports/kubernetes';

const WEB = { kind: 'Deployment', namespace: 'shop', name: 'web' } as const;
const signal = new AbortController().signal;

function autoscaler(name: string, target: { kind: string; name: string }, limits: object) {
  return {
    ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name } },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', ...target }, ...limits },
  };
}

describe('The autoscaler of a workload', () => {
  const api = (...objects: ReturnType<typeof autoscaler>[]) => ({ list: () => Promise.resolve(objects) });
  const failing = (kind: 'forbidden' | 'busy') => ({
    list: () => Promise.reject(new KubernetesError(kind, 'No.')),
  });

  it('is the one that names it by kind and name', async () => {
    const others = [
      autoscaler('cache', { kind: 'StatefulSet', name: 'web' }, { maxReplicas: 9 }),
      autoscaler('api', { kind: 'Deployment', name: 'api' }, { maxReplicas: 9 }),
    ];
    const own = autoscaler('grow', { kind: 'Deployment', name: 'web' }, { minReplicas: 2, maxReplicas: 5 });
    deepStrictEqual(await findAutoscaler(api(...others, own), WEB, signal), { name: 'grow', min: 2, max: 5 });
    strictEqual(await findAutoscaler(api(...others), WEB, signal), undefined);
  });

  it('keeps at least one pod where it says nothing', async () => {
    const own = autoscaler('grow', { kind: 'Deployment', name: 'web' }, { maxReplicas: 5 });
    strictEqual((await findAutoscaler(api(own), WEB, signal))?.min, 1);
  });

  it('is unknown to who may not list them; other failures are failures', async () => {
    strictEqual(await findAutoscaler(failing('forbidden'), WEB, signal), undefined);
    await rejects(findAutoscaler(failing('busy'), WEB, signal), { kind: 'busy' });
  });

  it('gets a lower limit, and an upper one that is not below it', async () => {
    const changes: object[] = [];
    const patching = {
      patch: (object: object, change: object) => {
        changes.push(object, change);
        return Promise.resolve();
      },
    };
    const found = { name: 'grow', min: 2, max: 5, namespace: 'shop' };
    await setLowerLimit(patching, found, 3, signal);
    await setLowerLimit(patching, found, 8, signal);
    const object = {
      ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
      ...{ name: 'grow', namespace: 'shop' },
    };
    deepStrictEqual(changes, [
      object,
      { spec: { minReplicas: 3, maxReplicas: 5 } },
      object,
      { spec: { minReplicas: 8, maxReplicas: 8 } },
    ]);
  });
});
