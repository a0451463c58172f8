import { type PolicyDocument, serviceRoleTrust } from '../policy';
import { SESSION_SECONDS } from '../roles/template';
import { serviceRolePolicies } from '../template/managed-policies';
import {
  assumeRolePolicyName,
  assumeRolePolicyOf,
  IN_THE_ACCOUNT,
  provisionPolicyName,
  provisionPolicyOf,
  provisionTrustOf,
} from './policy-documents';
import { DESCRIPTIONS, TITLES } from './descriptions';
import { MAKE_POLICY, MAKE_ROLE, onlyIn, quoted, SIGNED_IN } from './shell-functions';
import type { Wishes } from './export-options';

/** A script for the AWS CLI. It may be run again: what is there is updated, and nobody loses a trust. */
export function shellScript(wishes: Wishes): string {
  const steps = stepsOf(wishes);
  const uses = (name: string) => steps.some((step) => step.startsWith(`${name} `));
  const parts = [
    introduction(wishes),
    SIGNED_IN,
    ...(isForOneAccount(wishes) ? [onlyIn(quoted(wishes.account))] : []),
    ...(uses('make_policy') ? [MAKE_POLICY] : []),
    ...(uses('make_role') ? [MAKE_ROLE] : []),
    ...steps,
  ];
  return `${parts.join('\n\n')}\n`;
}

function introduction({ subject, region }: Wishes): string {
  return `#!/bin/sh
# ${TITLES[subject]}, made by EKS Clusters for VS Code
# Run it with sh where the AWS CLI is signed in as somebody who may change IAM in the account, or in AWS CloudShell,
# which needs nothing installed (on Windows, too). It may be run again: what is there is brought up to date.
set -eu
export AWS_PAGER=${region === '' ? '' : `\n${inRegion(region)}`}`;
}

/** IAM is everywhere, but version 1 of the AWS CLI wants a region; it also tells the partition. */
function inRegion(region: string): string {
  return `export AWS_DEFAULT_REGION=${quoted(region)}`;
}

/** The account of a role to be assumed is another one than that in which its user is. */
function isForOneAccount({ subject, account }: Wishes): boolean {
  return account !== '' && (subject === 'roles' || subject === 'provision-policy');
}

function stepsOf(wishes: Wishes): readonly string[] {
  switch (wishes.subject) {
    case 'roles':
      return [
        provisionPolicy(wishes),
        provisionRole(wishes),
        attach(wishes.provisionRole, '$policy_arn'),
        ...serviceRole(wishes),
      ];
    case 'provision-policy':
      return [provisionPolicy(wishes)];
    case 'provision-trust':
      return [provisionRole(wishes)];
    case 'assume-role-policy':
      return [
        policy(
          assumeRolePolicyName(wishes),
          DESCRIPTIONS.assumeRolePolicy,
          assumeRolePolicyOf(wishes, IN_THE_ACCOUNT),
        ),
      ];
    case 'service-trust':
      return serviceRole(wishes);
  }
}

function provisionPolicy(wishes: Wishes): string {
  return policy(
    provisionPolicyName(wishes),
    DESCRIPTIONS.provisionPolicy,
    provisionPolicyOf(wishes, IN_THE_ACCOUNT),
  );
}

function provisionRole(wishes: Wishes): string {
  const trust = provisionTrustOf(wishes, IN_THE_ACCOUNT);
  return role({
    name: wishes.provisionRole,
    wishes,
    seconds: SESSION_SECONDS,
    description: DESCRIPTIONS.provisionRole,
    trust,
  });
}

function serviceRole(wishes: Wishes): readonly string[] {
  const { serviceRole: name, compute } = wishes;
  return [
    role({ name, wishes, seconds: 3600, description: DESCRIPTIONS.serviceRole, trust: serviceRoleTrust() }),
    ...serviceRolePolicies(compute).map((each) => attach(name, `arn:$partition:iam::aws:policy/${each}`)),
  ];
}

function policy(name: string, description: string, document: PolicyDocument): string {
  return `make_policy ${quoted(name)} ${quoted(description)} ${written(document)}
echo "Policy: $policy_arn"`;
}

function role(made: {
  readonly name: string;
  readonly wishes: Wishes;
  readonly seconds: number;
  readonly description: string;
  readonly trust: PolicyDocument;
}): string {
  const { name, wishes, seconds, description, trust } = made;
  const calls = trust.Statement.map(
    (statement) =>
      `make_role ${quoted(name)} ${seconds} ${quoted(description)} ${written(statement)}${limits(wishes)}`,
  );
  return [...calls, 'echo "Role: $role_arn"'].join('\n');
}

/** Options of `aws iam create-role`, for what a company asks of roles. */
function limits({ permissionsBoundary, rolePath }: Wishes): string {
  const boundary = permissionsBoundary === '' ? '' : ` --permissions-boundary ${quoted(permissionsBoundary)}`;
  return rolePath === '' ? boundary : `${boundary} --path ${quoted(rolePath)}`;
}

function attach(roleName: string, policyArn: string): string {
  return `aws iam attach-role-policy --role-name ${quoted(roleName)} --policy-arn "${policyArn}"`;
}

/** JSON for people to read, with the script's variables where only the account knows. */
function written(json: object): string {
  return quoted(JSON.stringify(json, null, 2))
    .replaceAll(IN_THE_ACCOUNT.partition, `'"$partition"'`)
    .replaceAll(IN_THE_ACCOUNT.accountId, `'"$account"'`);
}
