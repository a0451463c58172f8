import { deepStrictEqual, match, ok, strictEqual, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { builtInObjects } from '../../../src/core/deploy/built-in-objects';
import { manifestObjects } from '../../../src/core/deploy/manifest-objects';
import { readDeploySettings, settingsFor } from '../../../src/core/deploy/settings';
import type { DeployRequest } from '../../../src/core/deploy/request';
import { hostileText } from '../../fakes/hostile-text';

const REQUEST: DeployRequest = {
  ...{ project: { name: 'shop', origin: 'https://git.example/shop.git' }, environment: 'production' },
  ...{ namespace: 'shop-production', settings: {}, by: 'ann', exposure: { kind: 'forward' } },
  ...{ deployer: { kind: 'built-in' }, commit: { sha: 'a1b2c3d', ref: 'main', isDirty: false } },
};
const IMAGE = { reference: `registry.example/shop@sha256:${'a'.repeat(64)}`, port: 8080 };

describe('The objects of the built-in deployer', () => {
  it('have names and labels that Kubernetes takes, whatever project, environment and commit are called', () =>
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, fc.jsonValue(), (name, environment, ref, value) => {
        const settings = settingsFor(environment, readDeploySettings(value));
        const project = { name, origin: ref };
        const request = { ...REQUEST, project, environment, settings, by: ref };
        for (const { metadata } of builtInObjects(request, IMAGE, 1, 'hash')) {
          match(metadata.name, /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/);
          for (const label of Object.values(metadata.labels ?? {}))
            match(label, /^(?=.{1,63}$)[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?$/);
        }
      }),
    ));

  it('keep the old version until the new one is ready', () => {
    const [deployment] = builtInObjects(REQUEST, IMAGE, 1, 'hash');
    const text = JSON.stringify(deployment);
    match(text, /"maxUnavailable":0/);
    match(text, /"replicas":2/);
  });

  it('open nothing to the internet unless that was asked for', () => {
    const service = (exposure: DeployRequest['exposure']) =>
      JSON.stringify(
        builtInObjects({ ...REQUEST, exposure }, IMAGE, 1, '').find(({ kind }) => kind === 'Service'),
      );
    match(service({ kind: 'forward' }), /"type":"ClusterIP"/);
    match(service({ kind: 'internal', subnets: [] }), /aws-load-balancer-scheme":"internal"/);
    match(service({ kind: 'public', subnets: ['subnet-1'] }), /"internet-facing".*"subnet-1"/);
  });
});

describe('The folder’s own manifests', () => {
  const MANIFESTS = `
apiVersion: v1
kind: Namespace
metadata: { name: theirs }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: theirs, labels: { app: web, app.kubernetes.io/managed-by: us } }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers: [{ name: wait, image: busybox }]
      containers: [{ name: web, image: ghcr.io/example/shop:1.0 }]
---
# nothing
`;
  const made = (...documents: string[]) => manifestObjects(REQUEST, documents, IMAGE, 7);

  it('get the namespace of the environment, the image and who deployed them', () => {
    const [deployment, ...others] = made(MANIFESTS);
    deepStrictEqual(others, []);
    ok(deployment);
    const { metadata, spec } = deployment;
    strictEqual(metadata.namespace, 'shop-production');
    strictEqual(metadata.labels?.['app.kubernetes.io/managed-by'], 'us');
    strictEqual(metadata.annotations?.['eks-clusters/deployment'], '7');
    const text = JSON.stringify(spec);
    ok(text.includes(`"image":"${IMAGE.reference}"`) && text.includes('"image":"busybox"'));
    match(text, /"matchLabels":\{"app":"web"\}/);
    match(text, /"eks-clusters\/deployment":"7"/);
  });

  it('may be a list', () => {
    const pod =
      '{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: IMAGE}]}}';
    strictEqual(made(`{apiVersion: v1, kind: List, items: [${pod}, ${pod}]}`).length, 2);
  });

  const REFUSED = {
    'an object of the whole cluster': `{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a}}\n---${MANIFESTS}`,
    'what is no YAML': 'a: [',
    'what is no object': 'just: text',
    'no container of the project': '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}',
    nothing: '# nothing',
    'a bomb of aliases': `a: &a [1,1]\n${'bcdefghijk'
      .split('')
      .map((key, i) => `${key}: &${key} [${`*${'abcdefghij'[i]},`.repeat(9)}]`)
      .join('\n')}`,
  };
  for (const [what, document] of Object.entries(REFUSED))
    it(`are refused with ${what}`, () => throws(() => made(document), { code: 'manifest-unreadable' }));
});
