import type { Service } from '../service';
import type { SimulatedAws } from '../simulated-aws';
import { clusterOperations } from './cluster-operations';
import { clusterResourceOperations } from './cluster-resource-operations';

/** The simulated EKS. Clusters are made by CloudFormation, and from then on seen here. */
export function eks(aws: SimulatedAws): Service {
  return {
    signingName: 'eks',
    operations: { ...clusterOperations(aws), ...clusterResourceOperations(aws) },
  };
}
