import type { Probe, Scene } from './probe';

const PATHS = [
  ...['/version', '/api', '/api/v1', '/apis', '/readyz', '/livez', '/healthz'],
  ...['/apis/apps', '/apis/apps/v1', '/apis/batch/v1', '/apis/storage.k8s.io/v1'],
  ...['/apis/rbac.authorization.k8s.io/v1', '/apis/networking.k8s.io/v1', '/apis/authorization.k8s.io/v1'],
  ...['/apis/authentication.k8s.io/v1', '/apis/policy/v1', '/openapi/v3'],
  ...['/nothing', '/api/v2', '/apis/nothing.example.com', '/apis/nothing.example.com/v1', '/apis/apps/v9'],
  ...['/api/v1/nothings', '/api/v1/namespaces/default/nothings', '/apis/apps/v1/nothings'],
] as const;

/** What a server serves, and what it says of what it does not. */
export const discovery: Scene = {
  name: 'discovery',
  probes: () => ({
    ...Object.fromEntries<Probe>(PATHS.map((path) => [path, { path }])),
    ...Object.fromEntries<Probe>(
      ['/version', '/api', '/api/v1', '/nothing', '/readyz'].flatMap((path) => [
        [`${path} of somebody without rights`, { path, as: 'limited' as const }],
        [`${path} anonymously`, { path, as: 'anonymous' as const }],
        [`${path} with a forged token`, { path, as: 'forged' as const }],
      ]),
    ),
    'a method that a collection does not have': { method: 'PUT', path: '/api/v1/namespaces', body: {} },
    'a method that an object does not have': {
      method: 'POST',
      path: '/api/v1/namespaces/default',
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } },
    },
    'a method that a review does not have': {
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    },
  }),
};
