import { repositoryOf } from '../../core/deploy/image-repository';
import { isImageStored } from '../../core/deploy/stored-image';
import { isAttached } from '../../core/registry/entry';
import type { ClusterConnector } from '../cluster-connector';
import type { DeployPlace } from './deploy-access';

/** Whether the image of an earlier deployment is in the registry of the cluster’s account; `undefined` where that is not known. */
export function isEarlierImageStored(
  connector: Pick<ClusterConnector, 'images'>,
  { project, cluster }: Pick<DeployPlace, 'project' | 'cluster'>,
  image: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  if (isAttached(cluster)) return Promise.resolve(undefined);
  // The name is the same for all installations.
  const { name } = repositoryOf(project, '');
  return isImageStored(image, name, () => connector.images(cluster), signal);
}
