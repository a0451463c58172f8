import { strictEqual } from 'node:assert/strict';
import { toUserError } from '../../src/core/errors/to-user-error';
import type { KubernetesApi, KubernetesObject } from '../../src/core/ports/kubernetes';
import { TestCluster } from './cluster';

const never = new AbortController().signal;
const NAMESPACE = 'eks-clusters-admission';
const ADMISSION = 'admissionregistration.k8s.io/v1';
/** Looks into that namespace alone. */
const ELSEWHERE_NOT = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': NAMESPACE } } };
const creating = (resource: string) => [
  { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: [resource] },
];
const SETTINGS: KubernetesObject = {
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: NAMESPACE } },
};
const POD: KubernetesObject = {
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: NAMESPACE } },
  spec: { containers: [{ name: 'web', image: 'nginx' }] },
};

// Not on the simulated API: it has no admission plugins.
describe('What an admission plugin refuses', () => {
  let cluster: TestCluster;
  let api: KubernetesApi;

  before(async () => {
    cluster = await TestCluster.take();
    api = cluster.api;
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels } }, never);
  });
  after(() => cluster.release());

  /** Plugins learn of their configuration a moment after it was made. */
  const untilRefused = async (object: KubernetesObject): Promise<string> => {
    const path = `/api/v1/namespaces/${NAMESPACE}/${object.kind.toLowerCase()}s?dryRun=All`;
    while ((await cluster.send({ method: 'POST', path, body: object })).status === 201);
    return codeOf(object);
  };
  const codeOf = (object: KubernetesObject): Promise<string> =>
    api.apply(object, never).then(
      () => 'none',
      (error: unknown) => toUserError(error).code,
    );

  it('is explained: the security of pods', async () => strictEqual(await codeOf(POD), 'kubernetes-policy'));

  it('is explained: a policy of the cluster', async () => {
    const name = 'eks-clusters-no-settings';
    const kind = 'ValidatingAdmissionPolicy';
    const validations = [{ expression: 'false', message: 'No settings here.' }];
    const spec = {
      matchConstraints: { resourceRules: creating('configmaps'), ...ELSEWHERE_NOT },
      validations,
    };
    await api.apply({ apiVersion: ADMISSION, kind, metadata: { name }, spec }, never);
    const binding = { policyName: name, validationActions: ['Deny'] };
    await api.apply(
      { apiVersion: ADMISSION, kind: `${kind}Binding`, metadata: { name }, spec: binding },
      never,
    );
    strictEqual(await untilRefused(SETTINGS), 'kubernetes-policy');
  });

  it('is explained: a webhook that does not answer', async () => {
    const name = 'eks-clusters-webhook';
    const kind = 'ValidatingWebhookConfiguration';
    const webhook = {
      ...{ name: 'settings.example.com', rules: creating('secrets'), ...ELSEWHERE_NOT },
      ...{ sideEffects: 'None', admissionReviewVersions: ['v1'], failurePolicy: 'Fail' },
      clientConfig: { url: 'https://127.0.0.1:1/' },
    };
    await api.apply({ apiVersion: ADMISSION, kind, metadata: { name }, webhooks: [webhook] }, never);
    strictEqual(await untilRefused({ ...SETTINGS, kind: 'Secret' }), 'kubernetes-webhook-failed');
  });
});
