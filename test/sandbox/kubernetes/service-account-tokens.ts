import { randomUUID } from 'node:crypto';
import type { Cluster } from './cluster';
import { fieldsAt, textAt, textsAt, timestamp, type Fields, type KubernetesObject } from './objects';
import { badRequest, invalid, type ApiError } from './status';
import { invalidValue } from './validation/field-fault';
import { AUTHENTICATED, type User } from './users';

export const SERVICE_ACCOUNTS = { group: '', plural: 'serviceaccounts' };
export const SECRETS = { group: '', plural: 'secrets' };
export const TOKEN_SECRET_TYPE = 'kubernetes.io/service-account-token';
export const SERVICE_ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

const ISSUER = 'https://kubernetes.default.svc';
const LEGACY_ISSUER = 'kubernetes/serviceaccount';
const DEFAULT_SECONDS = 3600;
const MIN_SECONDS = 600;
/** The signer of EKS grants no more, whatever is asked for. */
const MAX_SECONDS = 86_400;

/** What a token may be bound to, to end with it. */
const BOUND_KINDS: readonly string[] = ['Pod', 'Secret', 'Node'];

/** Answers a TokenRequest: a token of a service account that ends by itself. */
export function issueToken(cluster: Cluster, account: KubernetesObject, request: Fields): Fields {
  const spec = fieldsAt(request, 'spec');
  const audiences = textsAt(spec, 'audiences').length > 0 ? textsAt(spec, 'audiences') : [ISSUER];
  const bound = fieldsAt(spec, 'boundObjectRef');
  const kind = textAt(bound, 'kind');
  if (kind !== undefined && !BOUND_KINDS.includes(kind))
    throw badRequest(
      `cannot bind token to object of type /${textAt(bound, 'apiVersion') ?? ''}, Kind=${kind}`,
    );
  const seconds = Math.min(MAX_SECONDS, requestedSeconds(spec));
  const issuedAt = Math.floor(cluster.now() / 1000);
  const { namespace, name, uid } = account.metadata;
  const token = cluster.signer.sign({
    iss: ISSUER,
    sub: usernameOf(account),
    aud: audiences,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + seconds,
    jti: randomUUID(),
    'kubernetes.io': { namespace, serviceaccount: { name, uid } },
  });
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, creationTimestamp: timestamp(issuedAt * 1000) },
    spec: { ...spec, audiences, expirationSeconds: seconds },
    status: { token, expirationTimestamp: timestamp((issuedAt + seconds) * 1000) },
  };
}

/** The token of a Secret of type `kubernetes.io/service-account-token`: it lasts as long as the Secret. */
export function issueLegacyToken(cluster: Cluster, account: KubernetesObject, secretName: string): string {
  const { namespace, name, uid } = account.metadata;
  return cluster.signer.sign({
    iss: LEGACY_ISSUER,
    sub: usernameOf(account),
    'kubernetes.io/serviceaccount/namespace': namespace,
    'kubernetes.io/serviceaccount/secret.name': secretName,
    'kubernetes.io/serviceaccount/service-account.name': name,
    'kubernetes.io/serviceaccount/service-account.uid': uid,
  });
}

/** Who bears a service account token; undefined when it is not ours, has ended or was revoked. */
export function serviceAccountUser(cluster: Cluster, token: string): User | undefined {
  const claims = cluster.signer.verify(token);
  switch (claims?.iss) {
    case ISSUER:
      return boundTokenUser(cluster, claims);
    case LEGACY_ISSUER:
      return legacyTokenUser(cluster, claims, token);
    default:
      return undefined;
  }
}

function boundTokenUser(cluster: Cluster, claims: Fields): User | undefined {
  const seconds = cluster.now() / 1000;
  if (Number(claims.nbf) > seconds || Number(claims.exp) <= seconds) return undefined;
  if (!textsAt(claims, 'aud').includes(ISSUER)) return undefined;
  const bound = fieldsAt(claims, 'kubernetes.io');
  const account = fieldsAt(bound, 'serviceaccount');
  return accountUser(cluster, textAt(bound, 'namespace'), textAt(account, 'name'), textAt(account, 'uid'));
}

function legacyTokenUser(cluster: Cluster, claims: Fields, token: string): User | undefined {
  const claim = (name: string): string | undefined => textAt(claims, `kubernetes.io/serviceaccount/${name}`);
  const namespace = claim('namespace');
  const secret = cluster.store.get(SECRETS, { namespace, name: claim('secret.name') ?? '' });
  if (!secret || fieldsAt(secret, 'data').token !== Buffer.from(token).toString('base64')) return undefined;
  return accountUser(cluster, namespace, claim('service-account.name'), claim('service-account.uid'));
}

/** An account that was deleted, or deleted and made again, is another one: its tokens are revoked. */
function accountUser(
  cluster: Cluster,
  namespace: string | undefined,
  name = '',
  uid: string | undefined,
): User | undefined {
  const account = cluster.store.get(SERVICE_ACCOUNTS, { namespace, name });
  if (!account || account.metadata.uid !== uid) return undefined;
  return {
    username: usernameOf(account),
    uid,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace ?? ''}`, AUTHENTICATED],
    clusterAdmin: false,
  };
}

function usernameOf({ metadata: { namespace = '', name } }: KubernetesObject): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

function requestedSeconds(spec: Fields): number {
  const asked = spec.expirationSeconds ?? DEFAULT_SECONDS;
  if (typeof asked !== 'number' || !Number.isInteger(asked))
    throw badRequest('spec.expirationSeconds must be a whole number of seconds');
  if (asked < MIN_SECONDS) throw outOfRange(asked, 'may not specify a duration less than 10 minutes');
  if (asked > 2 ** 32) throw outOfRange(asked, 'may not specify a duration larger than 2^32 seconds');
  return asked;
}

function outOfRange(seconds: number, why: string): ApiError {
  const fault = invalidValue('spec.expirationSeconds', seconds, why);
  return invalid({ group: 'authentication.k8s.io', kind: 'TokenRequest' }, '', [fault]);
}
