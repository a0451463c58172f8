import type { Scene } from './probe';

const REVIEWS = '/apis/authorization.k8s.io/v1';
const SELF = '/apis/authentication.k8s.io/v1/selfsubjectreviews';

/** Tokens, and questions about who may do what. */
export const rights: Scene = {
  name: 'rights',
  probes: (namespace) => {
    const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`;
    const secrets = `/api/v1/namespaces/${namespace}/secrets`;
    const review = (kind: string, spec: object) => ({
      ...{ method: 'POST' as const, path: `${REVIEWS}/${kind.toLowerCase()}s` },
      body: { apiVersion: 'authorization.k8s.io/v1', kind, spec },
    });
    const pods = { resourceAttributes: { verb: 'list', resource: 'pods', namespace } };
    const tokenOf = (name: string, spec: object) => ({
      ...{ method: 'POST' as const, path: `${accounts}/${name}/token` },
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec },
    });
    const token = (name: string, account: string) => ({
      ...{ method: 'POST' as const, path: secrets },
      body: {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name, annotations: { 'kubernetes.io/service-account.name': account } },
        type: 'kubernetes.io/service-account-token',
      },
    });
    return {
      'may an administrator': review('SelfSubjectAccessReview', pods),
      'may somebody without rights': { ...review('SelfSubjectAccessReview', pods), as: 'limited' },
      'may an anonymous caller': { ...review('SelfSubjectAccessReview', pods), as: 'anonymous' },
      'an empty question': review('SelfSubjectAccessReview', {}),
      'may one of a path': review('SelfSubjectAccessReview', {
        nonResourceAttributes: { verb: 'get', path: '/version' },
      }),
      'what rules': review('SelfSubjectRulesReview', { namespace }),
      'may another': review('SubjectAccessReview', { user: 'ann', ...pods }),
      'who am I': {
        ...{ method: 'POST', path: SELF },
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      },
      'who am I, without rights': {
        ...{ method: 'POST', path: SELF, as: 'limited' },
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      },
      'an account': {
        ...{ method: 'POST', path: accounts },
        body: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'own' } },
      },
      'a token of it': tokenOf('own', { audiences: [], expirationSeconds: 3600 }),
      'a token for too short': tokenOf('own', { expirationSeconds: 10 }),
      'a token of no account': tokenOf('none', {}),
      'a token as somebody without rights': { ...tokenOf('own', {}), as: 'limited' },
      'a Secret for a token': token('own-token', 'own'),
      'a Secret for a token of no account': token('none-token', 'none'),
      'a Secret without an account': {
        ...token('lone-token', 'own'),
        body: {
          ...{ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token' },
          metadata: { name: 'lone-token' },
        },
      },
      'a Secret of another type, afterwards': {
        ...{ method: 'PATCH', path: `${secrets}/own-token` },
        headers: { 'content-type': 'application/merge-patch+json' },
        body: { type: 'Opaque' },
      },
    };
  },
};
