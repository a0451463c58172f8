import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { NamespaceIndex } from '../../../src/core/environments/namespace-objects';
import { podAsWorkload } from '../../../src/core/environments/objects/workload';
import type { EnvironmentState } from '../../../src/core/environments/state';
import { workloadState } from '../../../src/core/environments/workload-state';
import {
  about,
  at,
  crashLoop,
  deployment,
  event,
  index,
  NONE_READY,
  NOW,
  owner,
  pod,
  read,
  replicaSet,
  waiting,
} from './recorded';

const stateOf = (objects: readonly unknown[]): EnvironmentState => {
  const found = index(objects);
  const workload = found.objects.workloads?.[0] ?? found.objects.pods?.map(podAsWorkload)[0];
  ok(workload);
  return workloadState(workload, found, { now: NOW });
};
const kindOf = (objects: readonly unknown[]) => stateOf(objects).kind;
const second = pod({ name: 'web-v1-b' });

describe('The state of a Deployment', () => {
  it('is healthy when all pods of its latest version are available', () =>
    deepStrictEqual(stateOf([deployment(), replicaSet(), pod(), second]), {
      kind: 'healthy',
      ready: 2,
      wanted: 2,
    }));

  it('is rolling out until its controller has seen the change', () =>
    strictEqual(kindOf([deployment({}, {}, { generation: 2 }), replicaSet(), pod(), second]), 'rolling-out'));

  it('is rolling out while pods of an earlier version still run', () =>
    strictEqual(kindOf([deployment({ replicas: 3 }), replicaSet(), pod(), second]), 'rolling-out'));

  it('counts what is available while it rolls out', () =>
    deepStrictEqual(
      stateOf([
        deployment({ ...NONE_READY, availableReplicas: 1 }),
        replicaSet(),
        pod(),
        pod({ name: 'web-v1-b', state: waiting('ContainerCreating') }),
      ]),
      { kind: 'rolling-out', waitingFor: 'The node prepares it.', ready: 1, wanted: 2 },
    ));

  it('is failing when the latest version does not run, and says how much of the earlier one serves', () => {
    const state = stateOf([
      deployment({ availableReplicas: 2, updatedReplicas: 1, replicas: 3 }),
      replicaSet(1),
      replicaSet(0),
      pod({ state: crashLoop({}) }),
    ]);
    ok(state.kind === 'failing');
    deepStrictEqual([state.ready, state.failure.code], [2, 'crash']);
  });

  it('does not fail because of an earlier version', () =>
    strictEqual(
      kindOf([
        deployment(),
        replicaSet(2),
        replicaSet(1),
        pod({ state: crashLoop({}) }),
        pod({
          name: 'web-v2-a',
          metadata: {
            uid: 'new',
            name: 'web-v2-a',
            ownerReferences: [owner('ReplicaSet', 'web-v2', 'set-2')],
          },
        }),
      ]),
      'healthy',
    ));

  it('is degraded, with the cause, when some of its pods serve and others fail', () => {
    const state = stateOf([
      deployment({ availableReplicas: 1 }),
      replicaSet(),
      pod({ state: crashLoop({}) }),
      second,
    ]);
    ok(state.kind === 'degraded');
    deepStrictEqual([state.ready, state.failure?.code], [1, 'crash']);
  });

  it('is degraded when a pod is no longer ready and nothing says why', () => {
    const lost = pod({
      status: {
        phase: 'Running',
        containerStatuses: [{ name: 'web', ready: true, state: { running: { startedAt: at(500) } } }],
      },
    });
    strictEqual(kindOf([deployment({ availableReplicas: 1 }), replicaSet(), lost, second]), 'degraded');
  });

  it('is stopped without replicas, once the last pod is gone', () => {
    strictEqual(kindOf([deployment({ replicas: 1 }, { replicas: 0 })]), 'rolling-out');
    strictEqual(kindOf([deployment({ replicas: 0 }, { replicas: 0 })]), 'stopped');
  });

  it('fails at its deadline with the last event, where no pod says why', () => {
    const late = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: '…' };
    const state = stateOf([
      deployment({ ...NONE_READY, conditions: [late] }),
      replicaSet(),
      event('Odd', 'something odd', about('ReplicaSet', 'web-v1', 'set-1')),
    ]);
    ok(state.kind === 'failing');
    strictEqual(state.failure.code, 'rollout-deadline');
    match(state.failure.text, /Last event: something odd\.$/);
  });

  it('keeps failing while a container that crashes runs for a moment', () => {
    const between = { ...crashLoop({}), state: { running: { startedAt: at(2) } } };
    strictEqual(
      kindOf([deployment(NONE_READY), replicaSet(), pod({ status: { phase: 'Running' }, state: between })]),
      'failing',
    );
  });

  it('forgives a container that has run for longer than it did before it crashed', () => {
    const steady = { ...crashLoop({}), ready: true, state: { running: { startedAt: at(300) } } };
    const ready = [{ type: 'Ready', status: 'True' }];
    const status = { phase: 'Running', conditions: ready };
    strictEqual(kindOf([deployment(), replicaSet(), pod({ status, state: steady }), second]), 'healthy');
  });

  it('is known by its own counts where pods may not be listed', () => {
    for (const [recorded, kind] of [
      [deployment(), 'healthy'],
      [deployment(NONE_READY), 'rolling-out'],
    ] as const) {
      const { workloads = [] } = read([recorded]);
      strictEqual(workloadState(workloads[0]!, new NamespaceIndex({ workloads }), { now: NOW }).kind, kind);
    }
  });

  it('is on its way while it is being deleted', () =>
    strictEqual(kindOf([deployment({}, {}, { deletionTimestamp: at(1) })]), 'rolling-out'));
});

const job = (status: object, spec: object = {}) => ({
  kind: 'Job',
  metadata: { name: 'migrate', namespace: 'shop', uid: 'job', creationTimestamp: at(100) },
  spec: { completions: 1, ...spec },
  status,
});
const condition = (type: string, reason = '', message = '') => ({
  conditions: [{ type, status: 'True', reason, message }],
});

describe('The state of other workloads', () => {
  const set = (status: object) => ({
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'shop', uid: 'db', generation: 1, creationTimestamp: at(100) },
    spec: { replicas: 1 },
    status: { observedGeneration: 1, updateRevision: 'r2', ...status },
  });
  const ofSet = (name: string, revision: string, parts: object = {}) =>
    pod({
      name,
      ...parts,
      metadata: {
        uid: name,
        labels: { 'controller-revision-hash': revision },
        ownerReferences: [owner('StatefulSet', 'db', 'db')],
      },
    });

  it('of a StatefulSet heeds the pods of its latest revision', () => {
    const healthy = { replicas: 1, updatedReplicas: 1, availableReplicas: 1 };
    strictEqual(kindOf([set(healthy), ofSet('db-0', 'r2')]), 'healthy');
    strictEqual(kindOf([set({ replicas: 1 }), ofSet('db-0', 'r2', { state: crashLoop({}) })]), 'failing');
  });

  it('of a DaemonSet counts nodes, and is stopped where none is meant', () => {
    const daemons = (status: object) => ({ kind: 'DaemonSet', metadata: { name: 'd', uid: 'd' }, status });
    const two = {
      desiredNumberScheduled: 2,
      currentNumberScheduled: 2,
      updatedNumberScheduled: 2,
      numberAvailable: 2,
    };
    deepStrictEqual(stateOf([daemons(two)]), { kind: 'healthy', ready: 2, wanted: 2 });
    strictEqual(kindOf([daemons({})]), 'stopped');
  });

  it('of a Job is healthy once it is complete, failing once it has failed, and stopped while it is suspended', () => {
    strictEqual(kindOf([job({ succeeded: 1, ...condition('Complete') })]), 'healthy');
    strictEqual(kindOf([job({ active: 1 })]), 'rolling-out');
    strictEqual(kindOf([job({}, { suspend: true })]), 'stopped');
    const state = stateOf([
      job(condition('Failed', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit')),
    ]);
    ok(state.kind === 'failing');
    match(state.failure.text, /backoff limit\.$/);
  });

  it('of a Job that has failed has the cause from its pod', () => {
    const failed = pod({
      metadata: { ownerReferences: [owner('Job', 'migrate', 'job')] },
      status: { phase: 'Failed' },
      state: { state: { terminated: { exitCode: 3, startedAt: at(9), finishedAt: at(5) } } },
    });
    const state = stateOf([job(condition('Failed', 'BackoffLimitExceeded')), failed]);
    ok(state.kind === 'failing');
    deepStrictEqual([state.failure.code, state.failure.log?.previous], ['crash', false]);
  });

  it('of a CronJob is that of its latest job that has ended', () => {
    const cron = {
      kind: 'CronJob',
      metadata: { name: 'nightly', uid: 'cron' },
      spec: { schedule: '0 3 * * *' },
    };
    const ran = (name: string, ago: number, status: object) => {
      const { metadata, ...rest } = job(status);
      return {
        ...rest,
        metadata: {
          ...metadata,
          name,
          uid: name,
          creationTimestamp: at(ago),
          ownerReferences: [owner('CronJob', 'nightly', 'cron')],
        },
      };
    };
    const [failed, complete] = [condition('Failed', 'BackoffLimitExceeded'), condition('Complete')];
    strictEqual(kindOf([cron]), 'healthy');
    strictEqual(kindOf([cron, ran('a', 200, complete), ran('b', 100, failed)]), 'failing');
    strictEqual(kindOf([cron, ran('a', 200, failed), ran('b', 100, complete)]), 'healthy');
    strictEqual(kindOf([{ ...cron, spec: { suspend: true } }]), 'stopped');
  });

  it('of a pod that belongs to nothing is its own', () => {
    const alone = (parts: object) => pod({ ...parts, metadata: { ownerReferences: [] } });
    strictEqual(kindOf([alone({})]), 'healthy');
    strictEqual(kindOf([alone({ state: crashLoop({}) })]), 'failing');
    strictEqual(kindOf([alone({ status: { phase: 'Succeeded' } })]), 'healthy');
  });
});
