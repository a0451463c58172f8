import { pause } from '../../clock';
import { duration } from '../../durations';
import type { InlinePolicy, IamRole, RoleSettings } from '../../iam-port';
import { number, structures, tagList, text, texts } from '../../input';
import type { ValueMap } from '../template/template';
import type { ResourceHandler, ResourceRequest } from './handler';

/** AWS::IAM::Role */
export const roleHandler: ResourceHandler = {
  service: 'Iam',
  schema: {
    required: ['AssumeRolePolicyDocument'],
    properties: [
      'AssumeRolePolicyDocument',
      'Description',
      'ManagedPolicyArns',
      'MaxSessionDuration',
      'Path',
      'PermissionsBoundary',
      'Policies',
      'RoleName',
      'Tags',
    ],
    attributes: ['Arn', 'RoleId'],
    createOnly: ['Path', 'RoleName'],
  },

  permissionFacts(request) {
    return {
      arn: roleArn(request),
      permissionsBoundary: text(request.properties, 'PermissionsBoundary'),
      managedPolicyArns: texts(request.properties, 'ManagedPolicyArns'),
      features: inlinePolicies(request).length > 0 ? ['inline policies'] : [],
    };
  },

  async create(request, initiated) {
    const { aws } = request;
    const role = createRole(request);
    initiated(role.name);
    for (const policyArn of texts(request.properties, 'ManagedPolicyArns')) {
      aws.iam.attachRolePolicy(request.accountRegion.accountId, role.name, policyArn);
    }
    for (const policy of inlinePolicies(request)) {
      aws.iam.putRolePolicy(request.accountRegion.accountId, role.name, policy);
    }
    await pause(aws.clock, duration('create role', role.name));
    return { attributes: { Arn: role.arn, RoleId: role.id } };
  },

  async update(request, { physicalId, previous }) {
    const { aws, accountRegion } = request;
    const { accountId } = accountRegion;
    const { now, gone } = policyChanges(request, previous);
    aws.iam.updateRole(accountId, physicalId, roleSettings(request));
    for (const policyArn of now.attached) aws.iam.attachRolePolicy(accountId, physicalId, policyArn);
    for (const policyArn of gone.attached) aws.iam.detachRolePolicy(accountId, physicalId, policyArn);
    for (const policy of now.inline) aws.iam.putRolePolicy(accountId, physicalId, policy);
    for (const name of gone.inline) aws.iam.deleteRolePolicy(accountId, physicalId, name);
    await pause(aws.clock, duration('update role', physicalId));
    return {};
  },

  async delete(request, physicalId) {
    const { aws, accountRegion } = request;
    const role = aws.iam.role(roleArn(request));
    if (!role) return;
    for (const policyArn of role.attachedPolicyArns) {
      aws.iam.detachRolePolicy(accountRegion.accountId, physicalId, policyArn);
    }
    for (const policyName of role.inlinePolicyNames) {
      aws.iam.deleteRolePolicy(accountRegion.accountId, physicalId, policyName);
    }
    aws.iam.deleteRole(accountRegion.accountId, physicalId);
    await pause(aws.clock, duration('delete role', physicalId));
  },
};

/** What the role had by its former properties and shall have no more, as far as it still has it: others' policies stay. */
function policyChanges(request: ResourceRequest, previous: ValueMap) {
  const role = request.aws.iam.role(roleArn(request));
  const now = { attached: texts(request.properties, 'ManagedPolicyArns'), inline: inlinePolicies(request) };
  const names = now.inline.map(({ name }) => name);
  const former = inlinePolicies({ ...request, properties: previous }).map(({ name }) => name);
  const gone = {
    attached: texts(previous, 'ManagedPolicyArns').filter(
      (arn) => role?.attachedPolicyArns.includes(arn) && !now.attached.includes(arn),
    ),
    inline: former.filter((name) => role?.inlinePolicyNames.includes(name) && !names.includes(name)),
  };
  return { now, gone };
}

function createRole(request: ResourceRequest): IamRole {
  const { aws, accountRegion, properties } = request;
  return aws.iam.createRole(accountRegion.accountId, {
    name: roleName(request),
    path: text(properties, 'Path') ?? '/',
    permissionsBoundary: text(properties, 'PermissionsBoundary'),
    ...roleSettings(request),
  });
}

function roleSettings({ properties, stackTags }: ResourceRequest): RoleSettings {
  return {
    description: text(properties, 'Description'),
    maxSessionSeconds: number(properties, 'MaxSessionDuration'),
    trustPolicy: JSON.stringify(properties['AssumeRolePolicyDocument']),
    tags: { ...tagList(properties, 'Tags'), ...stackTags },
  };
}

function roleName({ properties, generatedName }: ResourceRequest): string {
  return text(properties, 'RoleName') ?? generatedName;
}

function roleArn(request: ResourceRequest): string {
  const { partition, accountId } = request.accountRegion;
  return `arn:${partition}:iam::${accountId}:role${text(request.properties, 'Path') ?? '/'}${roleName(request)}`;
}

function inlinePolicies({ properties }: ResourceRequest): readonly InlinePolicy[] {
  return structures(properties, 'Policies').map((policy) => ({
    name: text(policy, 'PolicyName') ?? '',
    document: JSON.stringify(policy['PolicyDocument']),
  }));
}
