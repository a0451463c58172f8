import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListPolicyVersionsCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { seedRole } from '../../sandbox/seed/principals';
import { clientOf, EXTERNAL_ID, sessionKeys } from './clients';

const NOTHING = policy([]);
const LISTING = policy([{ Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' }]);

function policy(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

describe('simulated managed policies of an account', () => {
  let sandbox: Sandbox;
  let admin: IAMClient;
  let team: IAMClient;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    const trusts = { kind: 'account', account: sandbox.base, externalId: EXTERNAL_ID } as const;
    const session = async (RoleArn: string) =>
      new IAMClient(clientOf(sandbox, await sessionKeys(sandbox, { RoleArn })));
    const attached = ['AdministratorAccess'];
    admin = await session(seedRole(sandbox.clusters, { name: 'eks-administrator', trusts, attached }));
    team = await session(seedRole(sandbox.clusters, { name: 'eks-team', trusts }));
  });
  after(() => sandbox.stop());

  async function create(PolicyName: string, PolicyDocument = NOTHING): Promise<string> {
    const { Policy } = await admin.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
    return Policy!.Arn!;
  }

  it('are kept as they were made', async () => {
    const arn = await create('kept', LISTING);
    strictEqual(arn, 'arn:aws:iam::222222222222:policy/kept');
    const { Policy } = await admin.send(new GetPolicyCommand({ PolicyArn: arn }));
    deepStrictEqual([Policy?.DefaultVersionId, Policy?.AttachmentCount], ['v1', 0]);
    const { PolicyVersion } = await admin.send(
      new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: 'v1' }),
    );
    strictEqual(decodeURIComponent(PolicyVersion!.Document!), LISTING);
  });

  it('allow what their default version says, once they are attached', async () => {
    const PolicyArn = await create('effective');
    await admin.send(new AttachRolePolicyCommand({ RoleName: 'eks-team', PolicyArn }));
    await rejects(team.send(new ListRolesCommand()), { name: 'AccessDenied' });
    await admin.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: LISTING }));
    await rejects(team.send(new ListRolesCommand()), { name: 'AccessDenied' });
    await admin.send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: LISTING, SetAsDefault: true }),
    );
    await team.send(new ListRolesCommand());
  });

  it('have five versions at most, and never a number twice', async () => {
    const PolicyArn = await create('versions');
    const another = () => admin.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: NOTHING }));
    for (let version = 2; version <= 5; version++) await another();
    await rejects(another(), { name: 'LimitExceededException' });
    await admin.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v5' }));
    strictEqual((await another()).PolicyVersion?.VersionId, 'v6');
    const { Versions } = await admin.send(new ListPolicyVersionsCommand({ PolicyArn }));
    deepStrictEqual(
      Versions?.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion]),
      [
        ['v6', false],
        ['v4', false],
        ['v3', false],
        ['v2', false],
        ['v1', true],
      ],
    );
  });

  it('lose neither their default version nor, while anybody has them, themselves', async () => {
    const PolicyArn = await create('in-use');
    const remove = () => admin.send(new DeletePolicyCommand({ PolicyArn }));
    await rejects(admin.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' })), {
      name: 'DeleteConflictException',
    });
    await admin.send(new AttachRolePolicyCommand({ RoleName: 'eks-team', PolicyArn }));
    await rejects(remove(), { name: 'DeleteConflictException' });
    await admin.send(new DetachRolePolicyCommand({ RoleName: 'eks-team', PolicyArn }));
    await remove();
    await rejects(admin.send(new GetPolicyCommand({ PolicyArn })), { name: 'NoSuchEntityException' });
  });

  it('are refused under a name that is taken, when too long, and to who may not', async () => {
    await create('taken');
    await rejects(create('taken'), { name: 'EntityAlreadyExistsException' });
    const long = policy([{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'a'.repeat(6_144) }]);
    await rejects(create('long', long), { name: 'LimitExceededException' });
    const request = { PolicyName: 'denied', PolicyDocument: NOTHING };
    await rejects(team.send(new CreatePolicyCommand(request)), { name: 'AccessDenied' });
  });
});
