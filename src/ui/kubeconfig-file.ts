import type { KubeconfigPort } from '../core/ports/kubeconfig';

/** The files that clusters of a level may be in; the first is for new ones. */
export type KubeconfigFilePaths = readonly [string, ...string[]];

/** The first of the files that has the cluster, else the one for new ones. */
export async function findFileWith(
  clusterId: string,
  paths: KubeconfigFilePaths,
  kubeconfig: Pick<KubeconfigPort, 'holds'>,
): Promise<string> {
  const [first, ...others] = paths;
  if (others.length === 0) return first;
  for (const path of paths) if (await kubeconfig.holds(path, clusterId)) return path;
  return first;
}
