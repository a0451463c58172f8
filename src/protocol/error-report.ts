import { toUserError } from '../core/errors/to-user-error';
import type { ErrorCode } from '../core/errors/catalogue';
import type { StackErrorCode } from '../core/operation/errors';
import type { RoleErrorCode } from '../core/sign-in/errors';
import type { Field } from '../core/cluster-form/draft';
import type { ErrorReport } from './messages';

/** The field at which the form shows a failure; one that is not here belongs to its section. */
const FIELDS: { readonly [C in ErrorCode | RoleErrorCode | StackErrorCode]?: Field } = {
  'role-arn-invalid': 'roleArn',
  'role-not-assumable': 'roleArn',
  'caller-not-allowed': 'roleArn',
  'role-missing': 'roleArn',
  'role-trusts-other-account': 'roleArn',
  'role-trusts-others': 'roleArn',
  'role-asks-other-external-id': 'roleArn',
  'role-asks-more': 'roleArn',
  'role-trust-refuses': 'roleArn',
  'region-disabled': 'region',
  'region-unknown': 'region',
  'sts-region-disabled': 'region',
  'cluster-name-taken': 'name',
  'stack-foreign': 'name',
  'stack-of-another-operation': 'name',
};

/** Whatever was thrown, as the form shows it. */
export function toErrorReport(error: unknown): ErrorReport {
  const { code, message, remedy } = toUserError(error);
  return { code, message, remedy, field: FIELDS[code as ErrorCode] };
}
