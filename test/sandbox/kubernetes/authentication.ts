import { minorVersion, type Cluster } from './cluster';
import { isEksToken, readEksToken } from './eks-token';
import { serviceAccountUser } from './service-account-tokens';
import { ANONYMOUS, AUTHENTICATED, type User } from './users';

export type Authentication =
  | { readonly authenticated: true; readonly user: User }
  /** The caller only ever hears `Unauthorized`; the reason is for the log of requests. */
  | { readonly authenticated: false; readonly refusal: string };

const HEALTH_PATHS: readonly string[] = ['/healthz', '/livez', '/readyz'];
/** From here on EKS's authentication configuration requires a token for everything except health. */
const ANONYMOUS_RESTRICTED_SINCE = 32;

/** Finds out who sends a request. */
export async function authenticate(
  cluster: Cluster,
  request: { authorization: string | undefined; path: string },
): Promise<Authentication> {
  const token = bearerToken(request.authorization);
  if (token === undefined) return anonymous(cluster, request.path);
  if (isEksToken(token)) return eksPrincipal(cluster, token);

  const user = cluster.recentTokens.user(token, () => serviceAccountUser(cluster, token));
  return user ? accepted(user) : refused('no service account of this cluster has this token');
}

export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
}

/** Whether a path tells if the server is well; anyone may ask. */
export function isHealthPath(path: string): boolean {
  return HEALTH_PATHS.some((health) => path === health || path.startsWith(`${health}/`));
}

function anonymous(cluster: Cluster, path: string): Authentication {
  const restricted = minorVersion(cluster) >= ANONYMOUS_RESTRICTED_SINCE;
  return restricted && !isHealthPath(path) ? refused('there is no bearer token') : accepted(ANONYMOUS);
}

async function eksPrincipal(cluster: Cluster, token: string): Promise<Authentication> {
  const { access, name, now } = cluster;
  const read = readEksToken(token, { stsOrigin: access.stsOrigin, now: now() });
  if (!read.accepted) return refused(read.refusal);

  const identity = await access.authenticate({ url: read.url, clusterName: name });
  if (!identity)
    return refused('STS does not know the caller: wrong signature, or signed for another cluster');

  const entry = access.accessEntry(identity.principalArn);
  if (!entry) return refused(`the cluster has no access entry for ${identity.principalArn} yet`);

  return accepted({
    username: entry.username
      .replaceAll('{{SessionName}}', identity.sessionName.replaceAll('@', '-'))
      .replaceAll('{{SessionNameRaw}}', identity.sessionName),
    groups: [...entry.groups, AUTHENTICATED],
    clusterAdmin: entry.clusterAdmin,
  });
}

function accepted(user: User): Authentication {
  return { authenticated: true, user };
}

function refused(refusal: string): Authentication {
  return { authenticated: false, refusal };
}
