import * as l10n from '@vscode/l10n';
import { parseArn } from '../arn';
import type { FieldProblem } from './draft';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html */
const SERVICE_LINKED = /^role\/aws-service-role\/|^role\/(?:.*\/)?AWSServiceRoleFor\w+$/;

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html */
const PERMISSION_SET = /^role\/(?:.*\/)?AWSReservedSSO_[^/]+$/;
const PERMISSION_SET_WITH_PATH =
  /^role\/aws-reserved\/sso\.amazonaws\.com\/(?:[a-z0-9-]+\/)?AWSReservedSSO_[^/]+$/;

/**
 * What is wrong with the ARN of a role that AWS makes and keeps for itself. A session's ARN has no path, so one that is
 * put together from it names a role that does not exist: an access entry for it is refused, or never matches.
 */
export function reservedRoleProblem(text: string): FieldProblem | undefined {
  const resource = parseArn(text)?.resource ?? '';
  if (SERVICE_LINKED.test(resource))
    return {
      message: l10n.t('{0} is a service-linked role, which can only be used by its AWS service.', text),
      remedy: l10n.t('Choose a role that users or programs can assume.'),
    };
  if (PERMISSION_SET.test(resource) && !PERMISSION_SET_WITH_PATH.test(resource))
    return {
      message: l10n.t('{0} lacks the path of an IAM Identity Center role.', text),
      remedy: l10n.t(
        'Copy the ARN from the role’s page in the IAM console. It contains {0}, often followed by a region.',
        'role/aws-reserved/sso.amazonaws.com/',
      ),
    };
  return undefined;
}
