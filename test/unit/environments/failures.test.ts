import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { CLAIMS } from '../../../src/core/environments/failures/claims';
import { CONFIGURATION } from '../../../src/core/environments/failures/configuration';
import { CREATION } from '../../../src/core/environments/failures/creation';
import { IMAGES } from '../../../src/core/environments/failures/image';
import { PROBES } from '../../../src/core/environments/failures/probe';
import { SCHEDULING } from '../../../src/core/environments/failures/scheduling';
import { SETUP } from '../../../src/core/environments/failures/setup';
import { STARTS } from '../../../src/core/environments/failures/start';
import { workloadState } from '../../../src/core/environments/workload-state';
import { FAILURE_CASES } from './cases';
import { unscheduled } from './cases/case';
import {
  crashLoop,
  deployment,
  event,
  index,
  NONE_READY,
  NOW,
  pod,
  replicaSet,
  waiting,
  at,
  about,
} from './recorded';

const stateOf = (objects: readonly unknown[], log?: string) => {
  const found = index([deployment(NONE_READY), ...objects]);
  const [workload] = found.objects.workloads ?? [];
  ok(workload);
  return workloadState(workload, found, { now: NOW, logOf: () => log });
};

describe('A failure of pods', () => {
  for (const { code, says, objects, log } of FAILURE_CASES)
    it(`is told as ${code}: ${says.source}`, () => {
      const state = stateOf(objects, log);
      ok(state.kind === 'failing', state.kind);
      strictEqual(state.failure.code, code);
      match(state.failure.text, says);
      notStrictEqual(state.failure.remedy, '');
    });

  it('has a recorded object for each row of the catalogue', () => {
    const tables = [CLAIMS, CONFIGURATION, CREATION, IMAGES, PROBES, SCHEDULING, SETUP, STARTS];
    const covered = new Set(FAILURE_CASES.map(({ code }) => code));
    deepStrictEqual(
      tables.flat().filter(({ code }) => !covered.has(code)),
      [],
    );
  });

  it('comes with the last ten lines of the crashed container, and says whose log that is', () => {
    const lines = Array.from({ length: 30 }, (_, line) => `line ${line}`);
    const state = stateOf([replicaSet(), pod({ state: crashLoop({}) })], lines.join('\n'));
    ok(state.kind === 'failing');
    deepStrictEqual(state.failure.lines, lines.slice(-10));
    deepStrictEqual(state.failure.log, {
      ...{ pod: 'web-v1-a', container: 'web', previous: true },
      restarts: 4,
    });
  });

  it('comes with what the container itself wrote for it where its log is not at hand', () => {
    const state = stateOf([replicaSet(), pod({ state: crashLoop({ message: 'boom\nat main' }) })]);
    ok(state.kind === 'failing');
    deepStrictEqual(state.failure.lines, ['boom', 'at main']);
  });

  it('is the first cause where several pods fail in several ways', () => {
    const broken = pod({ name: 'web-v1-a', state: crashLoop({}) });
    const unpulled = pod({
      name: 'web-v1-b',
      state: waiting('InvalidImageName', 'invalid reference format'),
    });
    for (const pods of [
      [broken, unpulled],
      [unpulled, broken],
    ]) {
      const state = stateOf([replicaSet(), ...pods]);
      ok(state.kind === 'failing');
      strictEqual(state.failure.code, 'image-name');
    }
  });
});

describe('What only takes time', () => {
  const progress: readonly (readonly [string, RegExp, readonly unknown[]])[] = [
    [
      'a first crash',
      /being started again/,
      [pod({ state: { state: { terminated: { exitCode: 1, startedAt: at(5), finishedAt: at(3) } } } })],
    ],
    [
      'a first attempt that did not reach the registry',
      /Pulling/,
      [
        pod({ state: waiting('ErrImagePull', 'dial tcp 10.0.0.1:443: i/o timeout') }),
        event('Failed', 'i/o timeout', { count: 1 }),
      ],
    ],
    [
      'a node that is being started',
      /node is being started/,
      [
        pod(unscheduled('no nodes available to schedule pods')),
        event('Nominated', 'Pod should schedule on: nodeclaim/general-purpose-x', { type: 'Normal' }),
      ],
    ],
    [
      'a volume that is made where its pod runs',
      /volume of claim data/,
      [
        pod({
          spec: { volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] },
          state: waiting('ContainerCreating'),
        }),
        {
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data', uid: 'claim-data' },
          status: { phase: 'Pending' },
        },
        event(
          'WaitForFirstConsumer',
          'waiting for first consumer to be created before binding',
          about('PersistentVolumeClaim', 'data', 'claim-data'),
        ),
      ],
    ],
    [
      'an app whose probe has failed for half of its time',
      /until the app is ready/,
      [
        pod({
          container: { startupProbe: { tcpSocket: { port: 5000 }, periodSeconds: 2, failureThreshold: 60 } },
          status: { phase: 'Running' },
          state: { state: { running: { startedAt: at(60) } } },
        }),
        event('Unhealthy', 'Startup probe failed: dial tcp 10.0.0.5:5000: connect: connection refused'),
      ],
    ],
    [
      'a Secret that is mounted before it is there',
      /prepares it/,
      [
        pod({ state: waiting('ContainerCreating') }),
        event('FailedMount', 'secret "tls" not found', { count: 1 }),
      ],
    ],
  ];

  for (const [what, says, objects] of progress)
    it(`is progress: ${what}`, () => {
      const state = stateOf([replicaSet(), ...objects]);
      ok(state.kind === 'rolling-out', state.kind);
      match(state.waitingFor, says);
    });
});
