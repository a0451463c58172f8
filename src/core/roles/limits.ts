import { userError } from '../errors/catalogue';
import { boundaryProblem, pathProblem } from '../cluster-form/role-rules';

/** What a company asks of every role. */
export interface RoleLimits {
  /** ARN of the policy that bounds it. Empty: none. */
  readonly permissionsBoundary: string;
  /** Empty: `/`. */
  readonly rolePath: string;
}

/**
 * The limits as the user's settings have them. @param account whose roles they are for, where that is known
 * @throws UserError where a setting says what IAM would refuse
 */
export function validateLimits(
  limits: RoleLimits,
  account: { readonly partition: string; readonly accountId: string } | undefined,
): RoleLimits {
  const wrong = [
    {
      setting: 'eks.iam.permissionsBoundary',
      problem: boundaryProblem(limits.permissionsBoundary, account),
    },
    { setting: 'eks.iam.rolePath', problem: pathProblem(limits.rolePath) },
  ].find(({ problem }) => problem !== undefined);
  if (wrong?.problem) throw userError('role-setting', { setting: wrong.setting, ...wrong.problem });
  return limits;
}
