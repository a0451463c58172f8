import type { AccountRegion } from '../../eks/state';
import type { ServiceLinkedRole } from '../permission-targets';

/** The role that a service makes for itself at its first use in an account. */
export function serviceLinkedRoleArn(
  accountRegion: AccountRegion,
  service: string,
  roleName: string,
): ServiceLinkedRole {
  return {
    service,
    arn: `arn:${accountRegion.partition}:iam::${accountRegion.accountId}:role/aws-service-role/${service}/${roleName}`,
  };
}
