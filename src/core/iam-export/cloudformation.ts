import type { PolicyDocument } from '../policy';
import { controlPlaneRole, rolesTemplate, type RolesParameters } from '../roles/template';
import {
  type CloudFormationTemplate,
  getAtt,
  isList,
  type Parameter,
  ref,
  sub,
  type TemplateValue,
} from '../template/language';
import { ROLE_CONDITIONS } from '../template/roles';
import { DESCRIPTIONS, TITLES } from './descriptions';
import {
  assumeRolePolicyName,
  assumeRolePolicyOf,
  IN_THE_ACCOUNT,
  provisionPolicyName,
  provisionPolicyOf,
  provisionTrustOf,
} from './policy-documents';
import type { Subject, Wishes } from './export-options';

/** A template without the sections that would be empty. */
type Template = Omit<CloudFormationTemplate, 'Parameters' | 'Conditions'> &
  Partial<Pick<CloudFormationTemplate, 'Parameters' | 'Conditions'>>;

/** A CloudFormation template that makes what is wished for; `undefined` where there is none for it. */
export function cloudFormation(wishes: Wishes): Template | undefined {
  switch (wishes.subject) {
    case 'roles':
      return roles(wishes);
    case 'provision-policy':
      return policy(wishes.subject, {
        name: provisionPolicyName(wishes),
        description: DESCRIPTIONS.provisionPolicy,
        document: provisionPolicyOf(wishes, IN_THE_ACCOUNT),
      });
    case 'assume-role-policy':
      return policy(wishes.subject, {
        name: assumeRolePolicyName(wishes),
        description: DESCRIPTIONS.assumeRolePolicy,
        document: assumeRolePolicyOf(wishes, IN_THE_ACCOUNT),
      });
    case 'service-trust':
      return {
        ...beginning(wishes.subject),
        Parameters: limitParameters(wishes),
        Conditions: ROLE_CONDITIONS,
        Resources: { ServiceRole: controlPlaneRole(wishes.serviceRole, wishes.compute) },
        Outputs: { ServiceRoleArn: { Value: getAtt('ServiceRole', 'Arn') } },
      };
    case 'provision-trust':
      return undefined;
  }
}

/** The same stack that *Create Roles for Me* makes, with what that would be told as defaults. */
function roles(wishes: Wishes): Template {
  const { Parameters, Conditions, Resources, Outputs } = rolesTemplate({
    trust: substituted(provisionTrustOf(wishes, IN_THE_ACCOUNT)),
    policy: substituted(provisionPolicyOf(wishes, IN_THE_ACCOUNT)),
    compute: wishes.compute,
  });
  const defaults: Readonly<Record<string, string>> = {
    ProvisionRoleName: wishes.provisionRole,
    ProvisionRoleDescription: DESCRIPTIONS.provisionRole,
    ServiceRoleName: wishes.serviceRole,
    PermissionsBoundary: wishes.permissionsBoundary,
    RolePath: wishes.rolePath,
  } satisfies RolesParameters;
  const withDefaults = Object.entries(Parameters).map(([name, parameter]): [string, Parameter] => [
    name,
    { ...parameter, Default: defaults[name] },
  ]);
  return {
    ...beginning('roles'),
    Parameters: Object.fromEntries(withDefaults),
    Conditions,
    Resources,
    Outputs,
  };
}

/** What a company asks of roles, as parameters with what was wished for. */
function limitParameters({ permissionsBoundary, rolePath }: Wishes): Readonly<Record<string, Parameter>> {
  return {
    PermissionsBoundary: { Type: 'String', Default: permissionsBoundary },
    RolePath: { Type: 'String', Default: rolePath },
  };
}

function policy(
  subject: Subject,
  { name, description, document }: { name: string; description: string; document: PolicyDocument },
): Template {
  return {
    ...beginning(subject),
    Resources: {
      Policy: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          ManagedPolicyName: name,
          Description: description,
          PolicyDocument: substituted(document),
        },
      },
    },
    Outputs: { PolicyArn: { Value: ref('Policy') } },
  };
}

function beginning(subject: Subject): Pick<Template, 'AWSTemplateFormatVersion' | 'Description'> {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `${TITLES[subject]}, made by EKS Clusters for VS Code`,
  };
}

/** Has CloudFormation put in what only the account knows. */
function substituted(document: PolicyDocument): TemplateValue {
  return substitutedValue(JSON.parse(JSON.stringify(document)) as TemplateValue);
}

function substitutedValue(value: TemplateValue): TemplateValue {
  if (typeof value === 'string') return value.includes('${') ? sub(value) : value;
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(substitutedValue);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, substitutedValue(inner)]));
}
