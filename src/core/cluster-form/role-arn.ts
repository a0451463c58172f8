import * as l10n from '@vscode/l10n';
import { parseArn, parseRoleArn } from '../arn';
import type { FieldProblem } from './draft';
import { reservedRoleProblem } from './reserved-roles';

/** What is wrong with the ARN of a role that is assumed or passed. @param invalid what to say of a text that is no ARN at all */
export function roleArnProblem(text: string, invalid: string): FieldProblem | undefined {
  if (parseRoleArn(text)) return reservedRoleProblem(text);
  const arn = parseArn(text);
  const type = arn?.resource.split('/')[0] ?? '';
  const message = Object.hasOwn(OTHERS, type) ? OTHERS[type]?.() : undefined;
  return { message: message ?? invalid, remedy: remedy() };
}

/** What is copied in place of a role, by the type in its ARN. */
const OTHERS: Readonly<Record<string, () => string>> = {
  user: () => l10n.t('This is the ARN of a user, not of a role.'),
  group: () => l10n.t('This is the ARN of a group, not of a role.'),
  policy: () => l10n.t('This is the ARN of a policy, not of a role.'),
  root: () => l10n.t('This is the ARN of an account, not of a role.'),
  'instance-profile': () => l10n.t('This is the ARN of an instance profile, not of its role.'),
  'assumed-role': () => l10n.t('This is the ARN of a session of a role, not of the role itself.'),
};

function remedy(): string {
  return l10n.t(
    'Copy it from the role’s page in the IAM console, for example {0}. Outside the aws partition it begins with, for instance, arn:aws-cn or arn:aws-us-gov.',
    'arn:aws:iam::123456789012:role/eks-provision',
  );
}
