import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { findAddresses } from '../../../src/core/environments/addresses/find-addresses';
import { workloadState } from '../../../src/core/environments/workload-state';
import { hostileText } from '../../fakes/hostile-text';
import { FAILURE_CASES } from './cases';
import { deployment, index, NONE_READY, NOW } from './recorded';

const KINDS = [
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicaSet', 'Pod', 'Event'],
  ...['PersistentVolumeClaim', 'Service', 'EndpointSlice', 'Ingress', 'IngressClass'],
];
const FIELDS = [
  ...['metadata', 'name', 'uid', 'labels', 'ownerReferences', 'spec', 'status', 'conditions', 'containers'],
  ...[
    'containerStatuses',
    'state',
    'waiting',
    'terminated',
    'lastState',
    'reason',
    'message',
    'type',
    'replicas',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'selector',
    'ports',
    'involvedObject',
    'rules',
    'phase',
    'volumes',
  ],
];
/** Anything that may come as JSON, preferably where Kubernetes has something else. */
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, -1, 1e308, '', 'True', 'web', '2026-11-30T10:00:00Z'),
    hostileText,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 5 }),
  ),
})).value;

const anyObject = fc.record({
  kind: fc.constantFrom(...KINDS),
  metadata: fc.oneof(
    fc.record({ name: fc.constantFrom('web', 'a', ''), uid: fc.constantFrom('deployment-web', 'x') }),
    anything,
  ),
  spec: anything,
  status: anything,
});

/** Recorded objects in which something is replaced by anything. */
const distorted = fc
  .tuple(fc.constantFrom(...FAILURE_CASES), fc.array(fc.tuple(fc.nat(), anything), { maxLength: 4 }))
  .map(([{ objects }, changes]) => {
    let text = JSON.stringify(objects);
    for (const [position, value] of changes) {
      const values = [...text.matchAll(/:("[^"\\]*"|\d+|true|false)(?=[,}])/g)];
      const chosen = values[position % Math.max(1, values.length)];
      if (chosen)
        text = `${text.slice(0, chosen.index)}:${JSON.stringify(value)}${text.slice(chosen.index + chosen[0].length)}`;
    }
    return JSON.parse(text) as unknown[];
  })
  .filter((objects) => objects.every((object) => KINDS.includes((object as { kind: string }).kind)));

const statesOf = (objects: readonly unknown[]) => {
  const found = index(objects);
  const { workloads = [], pods = [] } = found.objects;
  const states = workloads.map((workload) =>
    workloadState(workload, found, { now: NOW, logOf: () => 'log' }),
  );
  return [...states, ...findAddresses({ workloads, pods }, found, { now: NOW })];
};

describe('The state of any objects', () => {
  it('is found, whatever they are', () =>
    fc.assert(
      fc.property(fc.array(anyObject, { maxLength: 8 }), (objects) => {
        ok(Array.isArray(statesOf([deployment(NONE_READY), ...objects])));
      }),
    ));

  it('is found, whatever replaces a value', () =>
    fc.assert(
      fc.property(distorted, (objects) => {
        ok(statesOf([deployment(NONE_READY), ...objects]).length > 0);
      }),
    ));

  it('is the same in whatever order they come', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...FAILURE_CASES), { minLength: 1, maxLength: 3 }).chain((cases) => {
          const objects = cases.flatMap((found) => found.objects);
          const distinct = [...new Map(objects.map((object) => [identity(object), object])).values()];
          return fc.tuple(
            fc.constant(distinct),
            fc.shuffledSubarray(distinct, { minLength: distinct.length }),
          );
        }),
        ([objects, shuffled]) => {
          deepStrictEqual(
            statesOf([deployment(NONE_READY), ...shuffled]),
            statesOf([deployment(NONE_READY), ...objects]),
          );
        },
      ),
    ));
});

function identity(object: unknown): string {
  const { kind, metadata } = object as { kind: string; metadata: { name: string } };
  return `${kind}/${metadata.name}`;
}
