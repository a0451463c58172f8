import { type PolicyDocument, serviceRoleTrust } from '../policy';
import { SESSION_SECONDS } from '../roles/template';
import { serviceRolePolicies } from '../template/managed-policies';
import {
  assumeRolePolicyName,
  assumeRolePolicyOf,
  PSEUDO_PARAMETERS,
  provisionPolicyName,
  provisionPolicyOf,
  provisionTrustOf,
} from './policy-documents';
import { DESCRIPTIONS, TITLES } from './descriptions';
import { MAKE_POLICY, MAKE_ROLE, onlyIn, quoted, SIGNED_IN } from './shell-functions';
import type { ExportOptions } from './export-options';

/** A script for the AWS CLI. It may be run again: existing roles are updated, and no trust is lost. */
export function shellScript(options: ExportOptions): string {
  const steps = stepsOf(options);
  const uses = (name: string) => steps.some((step) => step.startsWith(`${name} `));
  const parts = [
    introduction(options),
    SIGNED_IN,
    ...(isForOneAccount(options) ? [onlyIn(quoted(options.account))] : []),
    ...(uses('make_policy') ? [MAKE_POLICY] : []),
    ...(uses('make_role') ? [MAKE_ROLE] : []),
    ...steps,
  ];
  return `${parts.join('\n\n')}\n`;
}

function introduction({ kind, region }: ExportOptions): string {
  return `#!/bin/sh
# ${TITLES[kind]}, made by EKS Clusters for VS Code
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
function isForOneAccount({ kind, account }: ExportOptions): boolean {
  return account !== '' && (kind === 'roles' || kind === 'provision-policy');
}

function stepsOf(options: ExportOptions): readonly string[] {
  switch (options.kind) {
    case 'roles':
      return [
        provisionPolicy(options),
        provisionRole(options),
        attach(options.provisionRole, '$policy_arn'),
        ...serviceRole(options),
      ];
    case 'provision-policy':
      return [provisionPolicy(options)];
    case 'provision-trust':
      return [provisionRole(options)];
    case 'assume-role-policy':
      return [
        policy(
          assumeRolePolicyName(options),
          DESCRIPTIONS.assumeRolePolicy,
          assumeRolePolicyOf(options, PSEUDO_PARAMETERS),
        ),
      ];
    case 'service-trust':
      return serviceRole(options);
  }
}

function provisionPolicy(options: ExportOptions): string {
  return policy(
    provisionPolicyName(options),
    DESCRIPTIONS.provisionPolicy,
    provisionPolicyOf(options, PSEUDO_PARAMETERS),
  );
}

function provisionRole(options: ExportOptions): string {
  const trust = provisionTrustOf(options, PSEUDO_PARAMETERS);
  return role({
    name: options.provisionRole,
    options,
    seconds: SESSION_SECONDS,
    description: DESCRIPTIONS.provisionRole,
    trust,
  });
}

function serviceRole(options: ExportOptions): readonly string[] {
  const { serviceRole: name, compute } = options;
  return [
    role({ name, options, seconds: 3600, description: DESCRIPTIONS.serviceRole, trust: serviceRoleTrust() }),
    ...serviceRolePolicies(compute).map((each) => attach(name, `arn:$partition:iam::aws:policy/${each}`)),
  ];
}

function policy(name: string, description: string, document: PolicyDocument): string {
  return `make_policy ${quoted(name)} ${quoted(description)} ${written(document)}
echo "Policy: $policy_arn"`;
}

function role(made: {
  readonly name: string;
  readonly options: ExportOptions;
  readonly seconds: number;
  readonly description: string;
  readonly trust: PolicyDocument;
}): string {
  const { name, options, seconds, description, trust } = made;
  const calls = trust.Statement.map(
    (statement) =>
      `make_role ${quoted(name)} ${seconds} ${quoted(description)} ${written(statement)}${limits(options)}`,
  );
  return [...calls, 'echo "Role: $role_arn"'].join('\n');
}

/** Options of `aws iam create-role`, for what a company asks of roles. */
function limits({ permissionsBoundary, rolePath }: ExportOptions): string {
  const boundary = permissionsBoundary === '' ? '' : ` --permissions-boundary ${quoted(permissionsBoundary)}`;
  return rolePath === '' ? boundary : `${boundary} --path ${quoted(rolePath)}`;
}

function attach(roleName: string, policyArn: string): string {
  return `aws iam attach-role-policy --role-name ${quoted(roleName)} --policy-arn "${policyArn}"`;
}

/** JSON for people to read, with the script's variables where only the account knows. */
function written(json: object): string {
  return quoted(JSON.stringify(json, null, 2))
    .replaceAll(PSEUDO_PARAMETERS.partition, `'"$partition"'`)
    .replaceAll(PSEUDO_PARAMETERS.accountId, `'"$account"'`);
}
