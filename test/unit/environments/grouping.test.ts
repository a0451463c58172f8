import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  folderOf,
  groupEnvironments,
  type ShownNamespace,
} from '../../../src/core/environments/grouping/group';
import { managerOf } from '../../../src/core/environments/grouping/manager';
import { environmentSlug } from '../../../src/core/cluster/environment-names';
import { at, deployment, index, owner, pod, read } from './recorded';

const workload = (name: string, labels: object = {}, annotations: object = {}, more: object = {}) =>
  deployment({}, {}, { name, uid: name, labels, annotations, ...more });
const gitlab = (app: string, env: string) => ({ 'app.gitlab.com/app': app, 'app.gitlab.com/env': env });
const namespace = (parts: Partial<ShownNamespace> = {}): ShownNamespace => ({
  ...{ name: 'shop', shows: { kind: 'everything' }, known: [] },
  ...parts,
});
const grouped = (shown: ShownNamespace, ...objects: readonly unknown[]) =>
  groupEnvironments(shown, index(objects)).map(({ name, apps }) => [
    name,
    ...apps.map((app) => `${app.name}: ${app.workloads.map((own) => own.name).join('+')}`),
  ]);

describe('Environments in a namespace', () => {
  it('are those that GitLab annotates', () =>
    deepStrictEqual(
      grouped(
        namespace(),
        workload('a', {}, gitlab('shop', 'production')),
        workload('b', {}, gitlab('shop', 'staging')),
      ),
      [
        ['production', 'a: a'],
        ['staging', 'b: b'],
      ],
    ));

  it('have their whole name where GitLab has only its slug', () =>
    deepStrictEqual(
      grouped(
        namespace({ known: ['production', 'review/login'] }),
        workload('a', {}, gitlab('shop', environmentSlug('review/login'))),
      ),
      [['review/login', 'a: a']],
    ));

  it('are releases of Helm and applications of Argo CD otherwise, and workloads that belong to nothing', () => {
    const helm = { 'app.kubernetes.io/managed-by': 'Helm', 'app.kubernetes.io/instance': 'shop' };
    deepStrictEqual(
      grouped(
        namespace(),
        workload('shop-web', helm),
        workload('shop-db', helm),
        workload('board', {}, { 'argocd.argoproj.io/tracking-id': 'boards:apps/Deployment:shop/board' }),
        workload('alone'),
      ),
      [
        ['alone', 'alone: alone'],
        ['boards', 'boards: board'],
        ['shop', 'shop: shop-db+shop-web'],
      ],
    );
  });

  it('are one where the namespace is for one, whatever deployed into it', () =>
    deepStrictEqual(grouped(namespace({ environment: 'production' }), workload('web'), workload('db')), [
      ['production', 'db: db', 'web: web'],
    ]));

  it('are only those of our project where the namespace is not ours', () =>
    deepStrictEqual(
      grouped(
        namespace({ shows: { kind: 'project', gitlabApp: 'shop' } }),
        workload('a', {}, gitlab('shop', 'production')),
        workload('b', {}, gitlab('other', 'production')),
        workload('c'),
      ),
      [['production', 'a: a']],
    ));

  it('do not show what a workload of theirs has made', () => {
    const cron = { kind: 'CronJob', metadata: { name: 'nightly', uid: 'cron' } };
    const job = {
      kind: 'Job',
      metadata: { name: 'nightly-1', uid: 'job', ownerReferences: [owner('CronJob', 'nightly', 'cron')] },
    };
    deepStrictEqual(grouped(namespace(), cron, job, pod()), [['nightly', 'nightly: nightly']]);
  });

  it('show a pod that was started by hand', () =>
    deepStrictEqual(
      grouped(
        namespace(),
        pod({ name: 'debug', metadata: { ownerReferences: undefined, creationTimestamp: at(5) } }),
      ),
      [['debug', 'debug: debug']],
    ));
});

describe('The manager of a workload', () => {
  const cases: readonly (readonly [string, object, object, object])[] = [
    ['EKS Clusters', { 'app.kubernetes.io/managed-by': 'eks-clusters' }, {}, {}],
    ['Argo CD', { 'app.kubernetes.io/managed-by': 'Helm', 'argocd.argoproj.io/instance': 'a' }, {}, {}],
    ['Flux', { 'helm.toolkit.fluxcd.io/name': 'a' }, {}, {}],
    ['Helm', {}, { 'meta.helm.sh/release-name': 'a' }, {}],
    ['GitLab', {}, gitlab('a', 'b'), {}],
    ['Skaffold', { 'skaffold.dev/run-id': '1' }, {}, {}],
    ['Rollout', {}, {}, { ownerReferences: [owner('Rollout', 'a', 'x')] }],
    ['pulumi', { 'app.kubernetes.io/managed-by': 'pulumi' }, {}, {}],
    ['kubectl', {}, { 'kubectl.kubernetes.io/last-applied-configuration': '{}' }, {}],
    ['', {}, {}, {}],
  ];
  for (const [tool, labels, annotations, more] of cases)
    it(`is ${tool || 'unknown without any mark'}`, () => {
      const [found] = read([workload('web', labels, annotations, more)]).workloads ?? [];
      strictEqual(found && managerOf(found).tool, tool);
    });
});

describe('The folder of an environment', () => {
  it('is the part before its last slash', () => {
    deepStrictEqual(folderOf('review/login'), { folder: 'review', leaf: 'login' });
    deepStrictEqual(folderOf('review/a/b'), { folder: 'review/a', leaf: 'b' });
    for (const name of ['production', '/x', 'x/', '/', ''])
      deepStrictEqual(folderOf(name), { folder: '', leaf: name });
  });
});
