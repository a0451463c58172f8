import { isAbsolutePath, isAwsPlugin } from './programs';
import { isData, type Data } from './data';
import { contentOf, type ListName } from './lists';

/**
 * Written into the `extensions` of our clusters and users, as other tools mark theirs. It tells what we may
 * overwrite and remove, and is no consent to anything: a repository can carry it, too.
 */
export const OWNERSHIP_MARKER = { name: 'eks-clusters', extension: { writer: 'eks-clusters' } } as const;

export function hasOwnershipMarker(content: Data): boolean {
  const { extensions } = content;
  return (
    Array.isArray(extensions) &&
    extensions.some((each) => isData(each) && each['name'] === OWNERSHIP_MARKER.name)
  );
}

/**
 * The entry of a cluster that somebody else made, for example `aws eks update-kubeconfig`, which calls it the same. The
 * user decides, since clusters of all tools look alike.
 *
 * @returns what stands under `user` or `cluster`; `undefined` where there is no entry, or it is ours
 */
export function foreignContent(data: Data, clusterArn: string): Data | undefined {
  const user = somethingIn(data, 'users', clusterArn);
  if (user) return isOurUser(user) ? undefined : user;
  const cluster = somethingIn(data, 'clusters', clusterArn);
  return cluster && !isOurCluster(cluster) ? cluster : undefined;
}

function somethingIn(data: Data, list: ListName, name: string): Data | undefined {
  const content = contentOf(data, list, name);
  return content && Object.keys(content).length > 0 ? content : undefined;
}

/** Without a mark, as version 0.1.0 wrote it. */
function isOurUser(user: Data): boolean {
  if (hasOwnershipMarker(user)) return true;
  const { exec, token } = user;
  if (Object.keys(user).length !== 1) return false;
  // A token of a service account is a JWT.
  if (typeof token === 'string') return token.split('.').length === 3;
  return (
    isData(exec) &&
    isAbsolutePath(exec['command']) &&
    exec['interactiveMode'] === 'IfAvailable' &&
    isAwsPlugin(exec)
  );
}

function isOurCluster(cluster: Data): boolean {
  return (
    hasOwnershipMarker(cluster) ||
    Object.keys(cluster).every((key) => key === 'server' || key === 'certificate-authority-data')
  );
}
