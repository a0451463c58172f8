import assert from 'node:assert/strict';
import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolesCommand,
  paginateListRoles,
  PutRolePolicyCommand,
  RemoveRoleFromInstanceProfileCommand,
  SimulatePrincipalPolicyCommand,
  TagRoleCommand,
} from '@aws-sdk/client-iam';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { seedRole, trustPolicy } from '../../sandbox/seed/principals';
import { clientOf, EXTERNAL_ID, sessionKeys } from './clients';

const TRUST = trustPolicy({ kind: 'service', service: 'ec2.amazonaws.com' });
const WORKER_POLICY = 'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy';

describe('simulated IAM behind the SDK', () => {
  let sandbox: Sandbox;
  let admin: IAMClient;
  let provision: IAMClient;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    const RoleArn = seedRole(sandbox.clusters, {
      name: 'eks-administrator',
      trusts: { kind: 'account', account: sandbox.base, externalId: EXTERNAL_ID },
      attached: ['AdministratorAccess'],
    });
    admin = new IAMClient(clientOf(sandbox, await sessionKeys(sandbox, { RoleArn })));
    provision = new IAMClient(clientOf(sandbox, await sessionKeys(sandbox)));
  });
  after(() => sandbox.stop());

  it('keeps a role as it was made, and shows its trust policy URL-encoded', async () => {
    await admin.send(
      new CreateRoleCommand({
        RoleName: 'kept',
        Path: '/teams/',
        AssumeRolePolicyDocument: TRUST,
        Description: 'Ampersands & <angles>',
        Tags: [{ Key: 'team', Value: 'billing' }],
      }),
    );
    await admin.send(new TagRoleCommand({ RoleName: 'kept', Tags: [{ Key: 'stage', Value: 'test' }] }));
    const { Role } = await admin.send(new GetRoleCommand({ RoleName: 'kept' }));
    assert.equal(Role?.Arn, 'arn:aws:iam::222222222222:role/teams/kept');
    assert.equal(Role.Description, 'Ampersands & <angles>');
    assert.equal(decodeURIComponent(Role.AssumeRolePolicyDocument!), TRUST);
    assert.deepEqual(Role.Tags, [
      { Key: 'team', Value: 'billing' },
      { Key: 'stage', Value: 'test' },
    ]);
  });

  it('lists every role once, in pages, by name', async () => {
    const names: string[] = [];
    let pages = 0;
    for await (const { Roles = [] } of paginateListRoles({ client: provision }, {})) {
      pages += 1;
      names.push(...Roles.map(({ RoleName }) => RoleName ?? ''));
    }
    assert.ok(pages > 1);
    assert.deepEqual(names, [...sandbox.clusters.roles.keys()].sort());
  });

  it('gives as many roles as were asked for, and says that there are more', async () => {
    const { Roles, IsTruncated, Marker } = await provision.send(new ListRolesCommand({ MaxItems: 3 }));
    assert.equal(Roles?.length, 3);
    assert.equal(IsTruncated, true);
    const next = await provision.send(new ListRolesCommand({ MaxItems: 1, Marker }));
    assert.notEqual(next.Roles?.[0]?.RoleName, Roles[2]?.RoleName);
    await assert.rejects(provision.send(new ListRolesCommand({ Marker: 'nonsense' })), {
      name: 'ValidationError',
    });
  });

  it('deletes a role only when nothing is left on it', async () => {
    const RoleName = 'laden';
    const profile = { InstanceProfileName: 'laden', RoleName };
    await admin.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
    await admin.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: WORKER_POLICY }));
    await admin.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument: '{"Statement":[]}' }),
    );
    await admin.send(new CreateInstanceProfileCommand(profile));
    await admin.send(new AddRoleToInstanceProfileCommand(profile));

    await refusesDeletion('must detach all policies first.');
    await admin.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: WORKER_POLICY }));
    await refusesDeletion('must delete policies first.');
    await admin.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'own' }));
    await refusesDeletion('must remove roles from instance profile first.');
    await admin.send(new RemoveRoleFromInstanceProfileCommand(profile));
    await admin.send(new DeleteRoleCommand({ RoleName }));
    await assert.rejects(admin.send(new GetRoleCommand({ RoleName })), {
      name: 'NoSuchEntityException',
      message: 'The role with name laden cannot be found.',
    });

    async function refusesDeletion(reason: string) {
      await assert.rejects(admin.send(new DeleteRoleCommand({ RoleName })), {
        name: 'DeleteConflictException',
        message: `Cannot delete entity, ${reason}`,
      });
    }
  });

  it('attaches AWS’s policies under their real ARNs only', async () => {
    const RoleName = 'driver';
    const wrong = 'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicyV2';
    await admin.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
    await assert.rejects(admin.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: wrong })), {
      name: 'NoSuchEntityException',
      message: `Policy ${wrong} does not exist or is not attachable.`,
    });
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy';
    await admin.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const { AttachedPolicies } = await admin.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    assert.deepEqual(AttachedPolicies, [{ PolicyName: 'AmazonEBSCSIDriverPolicy', PolicyArn }]);
  });

  it('keeps inline policies', async () => {
    const inline = { RoleName: 'eks-provision', PolicyName: 'eks-clusters' };
    const { PolicyDocument } = await admin.send(new GetRolePolicyCommand(inline));
    assert.match(decodeURIComponent(PolicyDocument!), /cloudformation:CreateStack/);
    await assert.rejects(admin.send(new GetRolePolicyCommand({ ...inline, PolicyName: 'none' })), {
      message: 'The role policy with name none cannot be found.',
    });
  });

  it('makes a service-linked role once', async () => {
    const service = { AWSServiceName: 'eks.amazonaws.com' };
    const { Role } = await admin.send(new CreateServiceLinkedRoleCommand(service));
    assert.equal(
      Role?.Arn,
      'arn:aws:iam::222222222222:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
    );
    await assert.rejects(admin.send(new CreateServiceLinkedRoleCommand(service)), {
      name: 'InvalidInputException',
    });
  });

  it('refuses trust policies that could never work', async () => {
    const withoutPrincipal = '{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}';
    await assert.rejects(
      admin.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: withoutPrincipal })),
      { name: 'MalformedPolicyDocumentException', message: 'Missing required field Principal' },
    );
  });

  it('lets the provision role make roles under its prefix, with the policies of nodes, and no others', async () => {
    const RoleName = 'eks-clusters-demo-NodeRole';
    await provision.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
    await provision.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: WORKER_POLICY }));
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await assert.rejects(provision.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })), {
      name: 'AccessDenied',
      message: `User: arn:aws:sts::222222222222:assumed-role/eks-provision/test is not authorized to perform: iam:AttachRolePolicy on resource: arn:aws:iam::222222222222:role/${RoleName} because no identity-based policy allows the iam:AttachRolePolicy action`,
    });
    await assert.rejects(
      provision.send(new CreateRoleCommand({ RoleName: 'other', AssumeRolePolicyDocument: TRUST })),
      { name: 'AccessDenied' },
    );
  });

  it('simulates what a role may do', async () => {
    const { EvaluationResults = [] } = await admin.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: sandbox.roleArn,
        ActionNames: ['iam:PassRole', 'iam:CreateUser'],
        ResourceArns: [sandbox.serviceRoleArn],
        ContextEntries: [
          {
            ContextKeyName: 'iam:PassedToService',
            ContextKeyType: 'string',
            ContextKeyValues: ['eks.amazonaws.com'],
          },
        ],
      }),
    );
    assert.deepEqual(
      EvaluationResults.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision]),
      [
        ['iam:PassRole', 'allowed'],
        ['iam:CreateUser', 'implicitDeny'],
      ],
    );
  });
});
