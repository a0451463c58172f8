import type { Account, Role, User } from '../accounts';
import { managedPolicy } from './managed-policies';
import { parsePolicy, type PolicyDocument } from './policy/document';

/** The user or role of that ARN. */
export function principalOf(account: Account, arn: string): User | Role | undefined {
  return [...account.users.values(), ...account.roles.values()].find((principal) => principal.arn === arn);
}

/** What a user or role is allowed by its own and its attached policies; nothing, once it is gone. */
export function identityPolicies(account: Account, principalArn: string): readonly PolicyDocument[] {
  const principal = principalOf(account, principalArn);
  if (!principal) return [];
  const attached = [...principal.attachedPolicyArns].flatMap((arn) => managedPolicy(account, arn) ?? []);
  const documents = [...principal.inlinePolicies.values(), ...attached.map(({ document }) => document)];
  return documents.map(parsePolicy);
}

/** What limits a user or role; `undefined` for one without a permissions boundary. A boundary that is gone allows nothing. */
export function boundaryOf(account: Account, principalArn: string): readonly PolicyDocument[] | undefined {
  const arn = principalOf(account, principalArn)?.permissionsBoundary;
  if (arn === undefined) return undefined;
  const boundary = managedPolicy(account, arn);
  return boundary ? [parsePolicy(boundary.document)] : [];
}

/** What limits everybody in the account; `undefined` where there is no organization. */
export function serviceControlPolicies({
  serviceControlPolicies: documents,
}: Account): readonly PolicyDocument[] | undefined {
  return documents?.map(parsePolicy);
}
