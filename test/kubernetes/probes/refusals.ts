import { MERGE, APPLY, JSON_PATCH, type Scene } from './probe';

const RBAC = 'rbac.authorization.k8s.io';

/** What Kubernetes refuses although it understands it. */
export const refusals: Scene = {
  name: 'refusals',
  probes: (namespace) => {
    const inNamespace = `/api/v1/namespaces/${namespace}`;
    const role = (name: string) => ({ apiGroup: RBAC, kind: 'ClusterRole', name });
    const binding = (to: string) => ({
      ...{ apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata: { name: 'bound' } },
      ...{ roleRef: role(to), subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'nobody' }] },
    });
    const bindings = `/apis/${RBAC}/v1/namespaces/${namespace}/rolebindings`;
    const className = `${namespace}-class`;
    const classes = '/apis/storage.k8s.io/v1/storageclasses';
    const pod = (name: string, spec: object) => ({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec },
    });
    const deployment = {
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
      spec: {
        ...{ replicas: 0, selector: { matchLabels: { app: 'web' } } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: 'nginx' }] },
        },
      },
    };
    const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
    return {
      bind: { method: 'POST', path: bindings, body: binding('view') },
      'bind to another role': {
        ...{ method: 'PATCH', path: `${bindings}/bound?fieldManager=other&force=true`, headers: APPLY },
        body: binding('edit'),
      },
      'make a class': {
        ...{ method: 'POST', path: classes },
        body: {
          ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: className } },
          provisioner: 'ebs.csi.aws.com',
        },
      },
      'change what a class is': {
        ...{ method: 'PATCH', path: `${classes}/${className}`, headers: MERGE },
        body: { provisioner: 'other', reclaimPolicy: 'Retain' },
      },
      'a class of no reclaim policy that there is': {
        ...{ method: 'POST', path: classes },
        body: {
          ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: `${className}-2` } },
          ...{ provisioner: 'ebs.csi.aws.com', reclaimPolicy: 'Perhaps' },
        },
      },
      'a pod without containers': {
        method: 'POST',
        path: `${inNamespace}/pods`,
        body: pod('empty', { containers: [] }),
      },
      'a pod without a spec': {
        ...{ method: 'POST', path: `${inNamespace}/pods` },
        body: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } },
      },
      'a pod with an unknown policy': {
        ...{ method: 'POST', path: `${inNamespace}/pods` },
        body: pod('unruly', { containers: [{ name: 'a', image: 'b' }], restartPolicy: 'Sometimes' }),
      },
      'a pod of an account that is not there': {
        ...{ method: 'POST', path: `${inNamespace}/pods` },
        body: pod('unknown', { containers: [{ name: 'a', image: 'b' }], serviceAccountName: 'nobody' }),
      },
      'a service without ports': {
        ...{ method: 'POST', path: `${inNamespace}/services` },
        body: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: {} },
      },
      'a text where a number belongs': {
        ...{ method: 'POST', path: deployments },
        body: { ...deployment, metadata: { name: 'many' }, spec: { ...deployment.spec, replicas: 'many' } },
      },
      'a selector that does not fit': {
        ...{ method: 'POST', path: deployments },
        body: {
          ...{ ...deployment, metadata: { name: 'misfit' } },
          spec: { ...deployment.spec, selector: { matchLabels: { app: 'x' } } },
        },
      },
      deploy: { method: 'POST', path: deployments, body: deployment },
      'another selector, afterwards': {
        ...{ method: 'PATCH', path: `${deployments}/web`, headers: MERGE },
        body: { spec: { selector: { matchLabels: { app: 'other' } } } },
      },
      'roll back as kubectl does': {
        ...{ method: 'PATCH', path: `${deployments}/web`, headers: JSON_PATCH },
        body: [{ op: 'replace', path: '/spec/template', value: deployment.spec.template }],
      },
      'read the scale': { path: `${deployments}/web/scale` },
      'read the status': { path: `${deployments}/web/status` },
      'in a namespace that is not there': {
        ...{ method: 'POST', path: '/api/v1/namespaces/nowhere-at-all/configmaps' },
        body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' } },
      },
      'of another namespace than the path': {
        ...{ method: 'POST', path: `${inNamespace}/configmaps` },
        body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one', namespace: 'default' } },
      },
      'a finalizer that has no domain': {
        ...{ method: 'POST', path: `${inNamespace}/configmaps` },
        body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'two', finalizers: ['hold'] } },
      },
      'hold something': {
        ...{ method: 'POST', path: `${inNamespace}/configmaps` },
        body: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'held', finalizers: ['example.com/hold'] },
        },
      },
      'delete what is held': { method: 'DELETE', path: `${inNamespace}/configmaps/held` },
      'read what is held': { path: `${inNamespace}/configmaps/held` },
      'end the namespace': { method: 'DELETE', path: inNamespace },
      'read a namespace that ends': { path: inNamespace },
      'create in a namespace that ends': {
        ...{ method: 'POST', path: `${inNamespace}/configmaps` },
        body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' } },
      },
      'end it again': { method: 'DELETE', path: inNamespace },
      'let go': {
        ...{ method: 'PATCH', path: `${inNamespace}/configmaps/held`, headers: MERGE },
        body: { metadata: { finalizers: null } },
      },
      'evict a pod that is not there': {
        ...{ method: 'POST', path: '/api/v1/namespaces/default/pods/none/eviction' },
        body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'none', namespace: 'default' } },
      },
      'the log of a pod that is not there': { path: '/api/v1/namespaces/default/pods/none/log' },
    };
  },
};
