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
  PSEUDO_PARAMETERS,
  provisionPolicyName,
  provisionPolicyOf,
  provisionTrustOf,
} from './policy-documents';
import type { ExportKind, ExportOptions } from './export-options';

/** A template without the sections that would be empty. */
type Template = Omit<CloudFormationTemplate, 'Parameters' | 'Conditions'> &
  Partial<Pick<CloudFormationTemplate, 'Parameters' | 'Conditions'>>;

/** A CloudFormation template that makes what is wished for; `undefined` where there is none for it. */
export function cloudFormation(options: ExportOptions): Template | undefined {
  switch (options.kind) {
    case 'roles':
      return roles(options);
    case 'provision-policy':
      return policy(options.kind, {
        name: provisionPolicyName(options),
        description: DESCRIPTIONS.provisionPolicy,
        document: provisionPolicyOf(options, PSEUDO_PARAMETERS),
      });
    case 'assume-role-policy':
      return policy(options.kind, {
        name: assumeRolePolicyName(options),
        description: DESCRIPTIONS.assumeRolePolicy,
        document: assumeRolePolicyOf(options, PSEUDO_PARAMETERS),
      });
    case 'service-trust':
      return {
        ...beginning(options.kind),
        Parameters: limitParameters(options),
        Conditions: ROLE_CONDITIONS,
        Resources: { ServiceRole: controlPlaneRole(options.serviceRole, options.compute) },
        Outputs: { ServiceRoleArn: { Value: getAtt('ServiceRole', 'Arn') } },
      };
    case 'provision-trust':
      return undefined;
  }
}

/** The same stack that *Create Roles for Me* makes, with what that would be told as defaults. */
function roles(options: ExportOptions): Template {
  const { Parameters, Conditions, Resources, Outputs } = rolesTemplate({
    trust: substituted(provisionTrustOf(options, PSEUDO_PARAMETERS)),
    policy: substituted(provisionPolicyOf(options, PSEUDO_PARAMETERS)),
    compute: options.compute,
  });
  const defaults: Readonly<Record<string, string>> = {
    ProvisionRoleName: options.provisionRole,
    ProvisionRoleDescription: DESCRIPTIONS.provisionRole,
    ServiceRoleName: options.serviceRole,
    PermissionsBoundary: options.permissionsBoundary,
    RolePath: options.rolePath,
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
function limitParameters({
  permissionsBoundary,
  rolePath,
}: ExportOptions): Readonly<Record<string, Parameter>> {
  return {
    PermissionsBoundary: { Type: 'String', Default: permissionsBoundary },
    RolePath: { Type: 'String', Default: rolePath },
  };
}

function policy(
  subject: ExportKind,
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

function beginning(subject: ExportKind): Pick<Template, 'AWSTemplateFormatVersion' | 'Description'> {
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
