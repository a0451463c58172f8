import type { Service } from '../service';
import type { World } from '../world';
import { clusterOperations } from './cluster-operations';
import { memberOperations } from './member-operations';

/** The simulated EKS. Clusters are made by CloudFormation, and from then on seen here. */
export function eks(world: World): Service {
  return { signingName: 'eks', operations: { ...clusterOperations(world), ...memberOperations(world) } };
}
