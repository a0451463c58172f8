import type { Place } from '../../eks/state';
import type { ServiceLinkedRole } from '../permission-targets';

/** The role that a service makes for itself at its first use in an account. */
export function serviceLinkedRoleArn(place: Place, service: string, roleName: string): ServiceLinkedRole {
  return {
    service,
    arn: `arn:${place.partition}:iam::${place.accountId}:role/aws-service-role/${service}/${roleName}`,
  };
}
