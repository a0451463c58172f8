import type { Service } from '../service';
import { CUSTOMER_POLICY_OPERATIONS } from './customer-policy-operations';
import { INSTANCE_PROFILE_OPERATIONS } from './instance-profile-operations';
import { POLICY_OPERATIONS } from './policy-operations';
import { ROLE_OPERATIONS } from './role-operations';
import { simulatePrincipalPolicy } from './simulation';
import { USER_OPERATIONS } from './user-operations';

/** The simulated IAM, each account's directory of its own. */
export function iam(): Service {
  return {
    signingName: 'iam',
    operations: {
      ...USER_OPERATIONS,
      ...ROLE_OPERATIONS,
      ...POLICY_OPERATIONS,
      ...CUSTOMER_POLICY_OPERATIONS,
      ...INSTANCE_PROFILE_OPERATIONS,
      SimulatePrincipalPolicy: simulatePrincipalPolicy,
    },
  };
}
