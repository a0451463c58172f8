import { AwsError } from '../../ports/aws';
import type { FailedResource, HealthPort } from '../../ports/health';
import type { StackEvent } from '../stack-event';
import { NO_DETAILS, type FailureDetails } from './evidence';

/**
 * Asks the services what they know of a failed resource, once: where CloudFormation deletes what failed it is gone soon
 * after. A service that does not answer, or not to this role, is passed over.
 */
export async function failureDetails(
  event: StackEvent,
  health: HealthPort,
  signal: AbortSignal,
): Promise<FailureDetails> {
  const { resourceType, physicalId = '' } = event;
  if (physicalId === '') return NO_DETAILS;
  if (resourceType === 'AWS::AutoScaling::AutoScalingGroup')
    return {
      issues: [],
      activities: await orEmptyIfUnavailable(health.scalingActivities(physicalId, signal)),
    };
  const resource = failedResource(resourceType, physicalId);
  if (!resource) return NO_DETAILS;
  return { issues: await orEmptyIfUnavailable(health.issues(resource, signal)), activities: [] };
}

/** By what CloudFormation's handlers take for the physical ID, which is what `Ref` gives. */
function failedResource(type: string, physicalId: string): FailedResource | undefined {
  switch (type) {
    case 'AWS::EKS::Cluster':
      return { kind: 'cluster', name: physicalId };
    case 'AWS::EKS::Nodegroup':
      return clusterPart('nodegroup', physicalId.split('/'));
    case 'AWS::EKS::Addon':
      return clusterPart('addon', physicalId.split('|'));
    default:
      return undefined;
  }
}

function clusterPart(
  kind: 'nodegroup' | 'addon',
  [cluster, name]: readonly string[],
): FailedResource | undefined {
  return cluster && name ? { kind, cluster, name } : undefined;
}

async function orEmptyIfUnavailable<T>(answer: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AwsError) return [];
    throw error;
  }
}
