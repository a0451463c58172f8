import type { Tag } from '@aws-sdk/client-ec2';
import type { LoadBalancerScheme } from '../core/ports/options';

/** What the AWS console calls a resource; EC2 itself has names for few of them. */
export function nameTag(tags: readonly Tag[] = []): string | undefined {
  return tags.find(({ Key }) => Key === 'Name')?.Value;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html */
const SCHEMES: Readonly<Record<string, LoadBalancerScheme>> = {
  'kubernetes.io/role/elb': 'public',
  'kubernetes.io/role/internal-elb': 'internal',
};

/** The load balancers that a subnet is tagged for. */
export function loadBalancerTags(tags: readonly Tag[] = []): readonly LoadBalancerScheme[] {
  return tags.flatMap(({ Key = '', Value }) => {
    const scheme = SCHEMES[Key];
    return scheme && (Value === '1' || Value === '') ? [scheme] : [];
  });
}
