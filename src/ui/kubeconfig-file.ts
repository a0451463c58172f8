import type { KubeconfigPort } from '../core/ports/kubeconfig';

/** The kubeconfig files that can hold the clusters of a level. New entries go to the first. */
export type KubeconfigFilePaths = readonly [string, ...string[]];

/** The first file that contains the cluster, or else the one for new entries. */
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
