import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { environmentRows, type EnvironmentRow } from '../../../src/core/environments/environment-rows';
import { groupEnvironments, type ShownNamespace } from '../../../src/core/environments/grouping/group';
import { overviewOf } from '../../../src/core/environments/overview';
import { clusterId } from '../../../src/core/registry/entry';
import { ENTRY } from '../../fakes/entry';
import { harmIn, hostileText } from '../../fakes/hostile-text';
import { crashLoop, deployment, index, NONE_READY, NOW, pod, replicaSet } from './recorded';

const service = (status: object = {}, spec: object = {}) => ({
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop', uid: 'service', creationTimestamp: '2026-11-30T10:29:00Z' },
  spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 5000 }], ...spec },
  status,
});
const second = pod({ name: 'web-v1-b' });
const balanced = { loadBalancer: { ingress: [{ hostname: 'a.elb.amazonaws.com' }] } };

function rowsOf(objects: readonly unknown[], environment = 'production', log?: string) {
  const shown: ShownNamespace = { name: 'shop', environment, shows: { kind: 'everything' }, known: [] };
  const found = index(objects);
  const options = { now: NOW, logOf: () => log };
  return environmentRows(
    groupEnvironments(shown, found).map((group) => ({
      ...overviewOf(group, found, options),
      cluster: ENTRY,
      refused: [],
    })),
    'file:///app',
  );
}

describe('The row of an environment', () => {
  it('says how it is, what was deployed and by whom', () => {
    const annotations = {
      'eks-clusters/commit': 'a1b2c3d4e5f6',
      'eks-clusters/ref': 'main',
      'eks-clusters/deployed-by': 'user-a',
      'eks-clusters/deployment': '7',
    };
    const [row] = rowsOf([deployment({}, {}, { annotations }), replicaSet(), pod(), second]);
    ok(row);
    deepStrictEqual(
      [row.label, row.description, row.state, row.id],
      [
        'production',
        '2/2 · main a1b2c3d · user-a',
        'healthy',
        `file:///app/${clusterId(ENTRY)}/shop/production`,
      ],
    );
    strictEqual(row.sentence, 'production: Healthy, 2 of 2 pods ready. main a1b2c3d, user-a');
  });

  it('has the address, and then the pods under it', () => {
    const [row] = rowsOf([deployment(), replicaSet(), pod(), second, service(balanced)]);
    deepStrictEqual(
      row?.children.map(({ kind, label, description }) => [kind, label, description]),
      [
        ['address', 'http://a.elb.amazonaws.com', ''],
        ['pod', 'web-v1-a', 'Running'],
        ['pod', 'web-v1-b', 'Running'],
      ],
    );
  });

  it('has the failure, its remedy and the end of the log under it', () => {
    const [row] = rowsOf(
      [deployment(NONE_READY), replicaSet(), pod({ state: crashLoop({}) })],
      'production',
      'boom',
    );
    const failure = row?.children.find(({ kind }) => kind === 'failure');
    strictEqual(row?.state, 'failing');
    strictEqual(
      failure?.tooltip,
      'The container web exited with code 1 after 5 sec.\nThe end of its log says why.\nboom',
    );
    match(
      row.children.find(({ kind }) => kind === 'pod')?.description ?? '',
      /^CrashLoopBackOff · 4 restarts$/,
    );
  });

  it('is degraded where all runs and the address is broken', () => {
    const wrong = service(balanced, { ports: [{ port: 80, targetPort: 'http' }] });
    const [row] = rowsOf([deployment(), replicaSet(), pod(), second, wrong]);
    strictEqual(row?.state, 'degraded');
    match(row.description, /points to the port http, which no container has/);
  });

  it('is in the folder named before the slash', () => {
    const [row] = rowsOf([deployment()], 'review/login');
    deepStrictEqual([row?.kind, row?.label, row?.children[0]?.label], ['folder', 'review/', 'login']);
  });

  it('has nothing in any text that does harm, whatever the cluster says', () =>
    fc.assert(
      fc.property(hostileText, hostileText, (name, message) => {
        const metadata = { name, uid: 'deployment-web', labels: { 'app.kubernetes.io/managed-by': message } };
        const failing = pod({ name, state: { state: { waiting: { reason: message, message } } } });
        const rows = rowsOf([
          deployment(NONE_READY, {}, metadata),
          replicaSet(1, { conditions: [{ type: 'ReplicaFailure', status: 'True', message }] }),
          failing,
          service({ loadBalancer: { ingress: [{ hostname: name }] } }),
        ]);
        for (const { label, description, tooltip, sentence } of flat(rows))
          for (const text of [label, description, sentence, ...tooltip.split('\n')])
            strictEqual(harmIn(text), undefined);
      }),
    ));
});

const flat = (rows: readonly EnvironmentRow[]): readonly EnvironmentRow[] =>
  rows.flatMap((row) => [row, ...flat(row.children)]);
