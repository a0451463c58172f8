import type { Compute } from '../cluster-form/cluster-spec';
import {
  getAtt,
  ref,
  type CloudFormationTemplate,
  type Parameter,
  type Resource,
  type TemplateValue,
} from '../template/language';
import { serviceRolePolicies } from '../template/managed-policies';
import { EKS_PRINCIPAL, SERVICE_ROLE_ACTIONS } from '../template/principals';
import { ROLE_CONDITIONS, ROLE_LIMITS, serviceRole } from '../template/roles';

/** The provision role's inline policy: it goes with the role, and may be longer than a managed one. */
export const PROVISION_POLICY_NAME = 'eks-clusters';

/** CloudFormation keeps using the session of the call until the stack is done. */
export const SESSION_SECONDS = 4 * 3600;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const ROLE_NAME = { Type: 'String', AllowedPattern: '^[\\w+=,.@-]+$', MaxLength: 64 } as const;

const PARAMETERS = {
  ProvisionRoleName: ROLE_NAME,
  ProvisionRoleDescription: { Type: 'String', MaxLength: 1000 },
  ServiceRoleName: ROLE_NAME,
  PermissionsBoundary: { Type: 'String', Default: '' },
  RolePath: { Type: 'String', Default: '' },
} as const satisfies Record<string, Parameter>;

export type RolesParameters = Readonly<Record<keyof typeof PARAMETERS, string>>;

/** Logical ID and type of what the template makes. */
export const ROLES_RESOURCES: ReadonlyMap<string, string> = new Map(
  ['ProvisionRole', 'ServiceRole'].map((logicalId) => [logicalId, 'AWS::IAM::Role']),
);

/** What `Outputs` gives. */
export type RolesOutput = 'ProvisionRoleArn' | 'ServiceRoleArn';

/** The two roles that clusters need, with the wanted documents of the provision role. */
export function rolesTemplate(documents: {
  readonly trust: TemplateValue;
  readonly policy: TemplateValue;
  /** Of the clusters that the service role is for. */
  readonly compute: readonly Compute['kind'][];
}): CloudFormationTemplate {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Roles for Amazon EKS clusters, made by EKS Clusters for VS Code',
    Parameters: PARAMETERS,
    Conditions: ROLE_CONDITIONS,
    Resources: {
      ProvisionRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          ...ROLE_LIMITS,
          RoleName: ref('ProvisionRoleName'),
          Description: ref('ProvisionRoleDescription'),
          MaxSessionDuration: SESSION_SECONDS,
          AssumeRolePolicyDocument: documents.trust,
          Policies: [{ PolicyName: PROVISION_POLICY_NAME, PolicyDocument: documents.policy }],
        },
      },
      ServiceRole: controlPlaneRole(ref('ServiceRoleName'), documents.compute),
    },
    Outputs: {
      ProvisionRoleArn: { Value: getAtt('ProvisionRole', 'Arn') },
      ServiceRoleArn: { Value: getAtt('ServiceRole', 'Arn') },
    } satisfies Record<RolesOutput, unknown>,
  };
}

/** The role that EKS runs control planes under. */
export function controlPlaneRole(name: TemplateValue, compute: readonly Compute['kind'][]): Resource {
  const role = serviceRole({
    principal: EKS_PRINCIPAL,
    actions: SERVICE_ROLE_ACTIONS,
    policies: serviceRolePolicies(compute),
  });
  return { ...role, Properties: { RoleName: name, ...role.Properties } };
}
