import * as l10n from '@vscode/l10n';
import { parseArn, parseRoleArn } from '../arn';
import type { FieldProblem } from './draft';
import { excerpt } from './parse-lines';
import type { Rule } from './rule';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const LONGEST_PATH = 512;
/** IAM takes more characters, some of which mean something else in the resources of a policy. */
const PATH = /^\/(?:[\w+=,.@-]+\/)*$/;
const POLICY = /^policy\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/;

/** What is wrong with the ARN of a permissions boundary for roles of an account; nothing with an empty text. */
export function boundaryProblem(
  text: string,
  role: { readonly partition: string; readonly accountId: string } | undefined,
): FieldProblem | undefined {
  if (text === '') return undefined;
  const arn = parseArn(text);
  if (
    arn?.service !== 'iam' ||
    arn.region !== '' ||
    !/^(\d{12}|aws)$/.test(arn.accountId) ||
    !POLICY.test(arn.resource)
  )
    return {
      message: l10n.t('{0} is not the ARN of a managed policy.', excerpt(text)),
      remedy: l10n.t('Copy the ARN of the policy from its page in the IAM console.'),
    };
  if (!role) return undefined;
  if (arn.partition !== role.partition)
    return {
      message: l10n.t(
        'The permissions boundary belongs to the partition {0}, but the role belongs to {1}.',
        arn.partition,
        role.partition,
      ),
      remedy: l10n.t('Use a policy in the partition {0}.', role.partition),
    };
  // A policy of AWS's own is in no account.
  if (arn.accountId === 'aws' || arn.accountId === role.accountId) return undefined;
  return {
    message: l10n.t('The permissions boundary belongs to a different account than the cluster.'),
    remedy: l10n.t('Use a policy in account {0}.', role.accountId),
  };
}

/** What is wrong with the path of roles; nothing with an empty text, which is `/`. */
export function pathProblem(text: string): FieldProblem | undefined {
  if (text === '' || (PATH.test(text) && text.length <= LONGEST_PATH)) return undefined;
  return {
    message: l10n.t('{0} is not a path for IAM roles.', excerpt(text)),
    remedy: l10n.t('Begin and end it with a slash, such as /platform/eks/.'),
  };
}

export const permissionsBoundary: Rule = ({ permissionsBoundary: typed, roleArn }) =>
  boundaryProblem(typed, parseRoleArn(roleArn));

export const rolePath: Rule = ({ rolePath: typed }) => pathProblem(typed);
