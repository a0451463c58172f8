import { deepStrictEqual, notStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { EXTRA_KINDS, type PolicyRequest, provisionPolicy, permissionsFor } from '../../../src/core/policy';
import { COMPUTE_KINDS } from '../../../src/core/cluster-form/cluster-spec';
import { defaultVariant, templateOf, templateResources } from '../../../src/core/template';
import {
  HANDLER_PERMISSIONS,
  type HandlerPermission,
} from '../../sandbox/cloudformation/handler-permissions';
import { parsePolicy } from '../../sandbox/iam/policy/document';
import { evaluate } from '../../sandbox/iam/policy/evaluate';

const REQUEST: PolicyRequest = {
  compute: ['managed'],
  includeDelete: true,
  serviceRole: 'arn:aws:iam::222222222222:role/eks-service-role',
  provisionRole: 'arn:aws:iam::222222222222:role/eks-provision',
};
const ROLE = 'arn:aws:iam::222222222222:role';
const STACK_ROLE = `${ROLE}/eks-clusters-demo-NodeRole-1ABC`;
const AWS_POLICY = 'arn:aws:iam::aws:policy';

/** What IAM answers, by the rules of the simulated account, which knows nothing of our table. */
function may(
  action: string,
  resource = '*',
  context: Readonly<Record<string, string>> = {},
  request = REQUEST,
): boolean {
  const policy = parsePolicy(JSON.stringify(provisionPolicy(request)));
  return evaluate([policy], { action, resource, context }) === 'allowed';
}

function actions(request = REQUEST): readonly string[] {
  return provisionPolicy(request).Statement.flatMap(({ Action }) => Action);
}

/** What handlers call for our templates: these pass no key and no inline policy. */
function callsOf(permission: HandlerPermission): readonly string[] {
  if (typeof permission === 'string') return [permission];
  if ('calls' in permission) return permission.calls;
  return permission.when === 'pod identity' ? [permission.action] : [];
}

describe('The provision policy', () => {
  for (const compute of COMPUTE_KINDS) {
    it(`holds all that CloudFormation’s handlers call for the template’s resources: ${compute}`, () => {
      const allowed = actions({ ...REQUEST, compute: [compute] });
      for (const type of new Set(templateResources(defaultVariant(compute)).values())) {
        const { create, read, delete: remove } = HANDLER_PERMISSIONS[type]!;
        for (const action of [...create, ...read, ...remove].flatMap(callsOf))
          ok(allowed.includes(action), `${action} for ${type}`);
      }
    });
  }

  it('holds every call that the extension itself sends to AWS', () => {
    const called = sentByTheExtension();
    ok(called.length > 10);
    const allowed = actions({ ...REQUEST, compute: COMPUTE_KINDS, extras: EXTRA_KINDS });
    for (const action of called) ok(allowed.includes(action), action);
  });

  it('fits into one managed policy, for every kind of nodes at once and with the longest names', () => {
    const role = (letter: string) => `arn:aws-us-gov:iam::222222222222:role/${letter.repeat(64)}`;
    const policy = provisionPolicy({
      compute: COMPUTE_KINDS,
      extras: EXTRA_KINDS,
      includeDelete: true,
      serviceRole: role('s'),
      provisionRole: role('p'),
      partition: 'aws-us-gov',
      accountId: '222222222222',
      region: 'us-gov-west-1',
    });
    ok(JSON.stringify(policy).length <= 6_144, String(JSON.stringify(policy).length));
  });

  it('names no action by wildcard and none twice in a statement', () => {
    const policy = provisionPolicy({ ...REQUEST, compute: COMPUTE_KINDS });
    strictEqual(JSON.stringify(policy.Statement.flatMap(({ Action }) => Action)).includes('*'), false);
    for (const { Action, Sid } of policy.Statement) strictEqual(new Set(Action).size, Action.length, Sid);
  });

  it('gives a reason for every action', () => {
    for (const { action, why, features } of permissionsFor(COMPUTE_KINDS, EXTRA_KINDS)) {
      notStrictEqual(why, '', action);
      notStrictEqual(features.length, 0, action);
    }
  });

  it('reaches only those parts of clusters that clusters of that kind have', () => {
    const parts = (compute: PolicyRequest['compute']) =>
      provisionPolicy({ ...REQUEST, compute })
        .Statement.flatMap(({ Resource = [] }) => Resource)
        .flatMap((arn) => /:eks:.*:([\w-]+)\/\*$/.exec(arn)?.[1] ?? []);
    deepStrictEqual(parts(['auto']), ['cluster', 'access-entry']);
    deepStrictEqual(parts(['self-managed']), ['cluster', 'addon', 'access-entry', 'podidentityassociation']);
    deepStrictEqual(parts(['managed']), [
      'cluster',
      'nodegroup',
      'addon',
      'access-entry',
      'podidentityassociation',
    ]);
  });

  it('reaches stacks of ours only', () => {
    const stack = (name: string) => `arn:aws:cloudformation:eu-central-1:222222222222:stack/${name}/0b1c`;
    strictEqual(may('cloudformation:CreateStack', stack('eks-clusters-demo')), true);
    strictEqual(may('cloudformation:DeleteStack', stack('eks-roles-0a1b2c3d')), false);
    strictEqual(may('cloudformation:DeleteStack', stack('production')), false);
  });

  it('makes and changes roles of our stacks only: the provision role cannot widen itself', () => {
    const policy = { 'iam:PolicyARN': `${AWS_POLICY}/AmazonEKSWorkerNodePolicy` };
    strictEqual(may('iam:CreateRole', STACK_ROLE), true);
    strictEqual(may('iam:AttachRolePolicy', STACK_ROLE, policy), true);
    for (const role of ['eks-provision', 'eks-service-role', 'eks-roles-0a1b2c3d-Provision', 'admin']) {
      strictEqual(may('iam:CreateRole', `${ROLE}/${role}`), false);
      strictEqual(may('iam:DeleteRole', `${ROLE}/${role}`), false);
      strictEqual(may('iam:AttachRolePolicy', `${ROLE}/${role}`, policy), false);
    }
  });

  it('attaches the policies that the template names, and no others', () => {
    const attach = (policy: string) => may('iam:AttachRolePolicy', STACK_ROLE, { 'iam:PolicyARN': policy });
    const inTemplate = JSON.stringify(templateOf(defaultVariant('managed')).Resources).match(
      /iam::aws:policy\/[^"]+/g,
    )!;
    strictEqual(inTemplate.length, 5);
    for (const policy of inTemplate) strictEqual(attach(`arn:aws:${policy}`), true, policy);
    strictEqual(attach(`${AWS_POLICY}/AdministratorAccess`), false);
    strictEqual(attach('arn:aws:iam::222222222222:policy/AmazonEKSWorkerNodePolicy'), false);
    strictEqual(may('iam:AttachRolePolicy', STACK_ROLE), false);
  });

  it('passes the service role and the stack’s roles, and these to EKS, pods and EC2 only', () => {
    const pass = (role: string, service: string) =>
      may('iam:PassRole', role, { 'iam:PassedToService': service });
    strictEqual(pass(REQUEST.serviceRole!, 'eks.amazonaws.com'), true);
    strictEqual(pass(STACK_ROLE, 'pods.eks.amazonaws.com'), true);
    for (const service of ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn', 'ec2.c2s.ic.gov'])
      strictEqual(pass(STACK_ROLE, service), true, service);
    strictEqual(pass(`${ROLE}/admin`, 'eks.amazonaws.com'), false);
    strictEqual(pass(STACK_ROLE, 'lambda.amazonaws.com'), false);
  });

  it('makes EKS’s service-linked roles and no others', () => {
    const create = (service: string) =>
      may('iam:CreateServiceLinkedRole', `${ROLE}/aws-service-role/${service}/X`, {
        'iam:AWSServiceName': service,
      });
    strictEqual(create('eks.amazonaws.com'), true);
    strictEqual(create('eks-nodegroup.amazonaws.com'), true);
    strictEqual(create('organizations.amazonaws.com'), false);
  });

  it('reaches Auto Scaling groups and instance profiles of our stacks only', () => {
    const request: PolicyRequest = { ...REQUEST, compute: ['self-managed'] };
    const group = (name: string) =>
      `arn:aws:autoscaling:eu-central-1:222222222222:autoScalingGroup:0b1c:autoScalingGroupName/${name}`;
    const profile = (name: string) => `arn:aws:iam::222222222222:instance-profile/${name}`;
    for (const [name, expected] of [
      ['eks-clusters-demo-NodeGroup-1ABC', true],
      ['web', false],
    ] as const) {
      strictEqual(may('autoscaling:DeleteAutoScalingGroup', group(name), {}, request), expected);
      strictEqual(may('iam:AddRoleToInstanceProfile', profile(name), {}, request), expected);
    }
    strictEqual(may('autoscaling:DeleteAutoScalingGroup', group('eks-clusters-demo'), {}), false);
  });

  it('attaches to the nodes of Auto Mode less than to others', () => {
    const attach = (policy: string, compute: PolicyRequest['compute']) =>
      may(
        'iam:AttachRolePolicy',
        STACK_ROLE,
        { 'iam:PolicyARN': `${AWS_POLICY}/${policy}` },
        { ...REQUEST, compute },
      );
    strictEqual(attach('AmazonEKSWorkerNodeMinimalPolicy', ['auto']), true);
    strictEqual(attach('AmazonEKSWorkerNodePolicy', ['auto']), false);
    strictEqual(attach('AmazonEKSWorkerNodeMinimalPolicy', ['managed']), false);
    for (const policy of ['AmazonEKSWorkerNodeMinimalPolicy', 'AmazonEKSWorkerNodePolicy'])
      strictEqual(attach(policy, ['auto', 'managed']), true);
  });

  it('uses keys through AWS’s services only, and only where keys are wanted', () => {
    const key = 'arn:aws:kms:eu-central-1:222222222222:key/0b1c';
    const grant = (context: Readonly<Record<string, string>>, request: PolicyRequest) =>
      may('kms:CreateGrant', key, context, request);
    const wanted: PolicyRequest = { ...REQUEST, extras: ['kmsKey'] };
    strictEqual(grant({ 'kms:GrantIsForAWSResource': 'true' }, wanted), true);
    strictEqual(grant({ 'kms:GrantIsForAWSResource': 'false' }, wanted), false);
    strictEqual(grant({ 'kms:GrantIsForAWSResource': 'true' }, REQUEST), false);
  });

  it('makes the role of Spot Instances only where these are wanted', () => {
    const create = (request: PolicyRequest) =>
      may(
        'iam:CreateServiceLinkedRole',
        `${ROLE}/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot`,
        { 'iam:AWSServiceName': 'spot.amazonaws.com' },
        request,
      );
    strictEqual(create({ ...REQUEST, extras: ['spot'] }), true);
    strictEqual(create(REQUEST), false);
  });

  it('reaches repositories of ours only, and only where applications are deployed', () => {
    const repository = (name: string) => `arn:aws:ecr:eu-central-1:222222222222:repository/${name}`;
    const wanted: PolicyRequest = { ...REQUEST, extras: ['deploy'] };
    strictEqual(may('ecr:PutImage', repository('eks-clusters/shop-0a1b2c3d'), {}, wanted), true);
    strictEqual(may('ecr:PutImage', repository('shop'), {}, wanted), false);
    strictEqual(may('ecr:PutImage', repository('eks-clusters/shop-0a1b2c3d')), false);
    for (const action of ['ecr:BatchDeleteImage', 'ecr:DeleteRepository', 'ecr:SetRepositoryPolicy'])
      strictEqual(may(action, repository('eks-clusters/shop-0a1b2c3d'), {}, wanted), false, action);
  });

  it('says nothing twice: what a wider statement allows has none of its own', () => {
    const profiles = (request: PolicyRequest) =>
      provisionPolicy(request).Statement.filter(({ Sid = '' }) => Sid.endsWith('InstanceProfiles')).length;
    strictEqual(profiles({ ...REQUEST, compute: COMPUTE_KINDS }), 1);
    strictEqual(profiles({ ...REQUEST, compute: COMPUTE_KINDS, rolePath: '/platform/' }), 2);
  });

  it('takes nothing away where deletion is left out, and otherwise keeps what creation needs', () => {
    const request = { ...REQUEST, includeDelete: false };
    // The node group's handler takes tags away again while it creates.
    const removing = actions(request).filter((action) => /:(Delete|Detach|Rollback)/.test(action));
    deepStrictEqual(removing, ['ec2:DeleteTags']);
    strictEqual(may('iam:CreateRole', STACK_ROLE, {}, request), true);
  });

  it('names partition, account and region wherever it is told them', () => {
    const place = { partition: 'aws-cn', accountId: '222222222222', region: 'cn-north-1' };
    const policy = provisionPolicy({
      ...REQUEST,
      ...place,
      serviceRole: 'service',
      provisionRole: 'provision',
    });
    const arns = policy.Statement.flatMap(({ Resource = [] }) => Resource).filter(
      (resource) => resource !== '*',
    );
    for (const arn of arns) ok(/^arn:aws-cn:(iam:|\w+:cn-north-1):222222222222:/.test(arn), arn);
    ok(arns.includes('arn:aws-cn:iam::222222222222:role/service'));
  });
});

/** `service:Action` of every command and paginator that the adapter imports; assuming the role itself needs no policy. */
function sentByTheExtension(): readonly string[] {
  const folder = new URL('../../../src/aws/', import.meta.url);
  const sources = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
  return sources.flatMap((source) =>
    [...source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-(\w+)'/g)]
      .filter(([, , service]) => service !== 'sts')
      .flatMap(([, names = '', service = '']) =>
        [...names.matchAll(/paginate(\w+)|(\w+)Command\b/g)].map(
          ([, page, command = '']) => `${service}:${page ?? command}`,
        ),
      ),
  );
}
