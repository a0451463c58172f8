import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks';
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { DecodeAuthorizationMessageCommand, STSClient } from '@aws-sdk/client-sts';
import assert from 'node:assert/strict';
import { createPolicy } from '../../sandbox/iam/customer-policies';
import { getRole } from '../../sandbox/iam/roles';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { seedRole } from '../../sandbox/seed/principals';
import { clientOf, EXTERNAL_ID, sessionKeys, type Keys } from './clients';

const ALL = statement('Allow', '*');
const ALL_BUT_EKS = { ...statement('Allow', 'eks:*'), Action: undefined, NotAction: 'eks:*' };

describe('What the simulated account says when policies deny a call', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  afterEach(() => sandbox.stop());

  /** An identity policy allows everything; further policies limit it. */
  interface Limits {
    readonly identity?: readonly object[];
    readonly organization?: readonly object[];
    readonly boundary?: readonly object[];
    readonly session?: readonly object[];
  }

  function limited({ identity = [ALL], organization, boundary }: Limits): string {
    const { clusters } = sandbox;
    const arn = seedRole(clusters, {
      name: 'eks-limited',
      trusts: { kind: 'account', account: sandbox.base, externalId: EXTERNAL_ID },
      inline: { name: 'own', document: policy(identity) },
    });
    if (organization) clusters.serviceControlPolicies = [policy(organization)];
    if (boundary) {
      const settings = { name: 'limit', path: '/', description: undefined, document: policy(boundary) };
      getRole(clusters, 'eks-limited').permissionsBoundary = createPolicy(clusters, settings).arn;
    }
    return arn;
  }

  function keysOf(limits: Limits): Promise<Required<Keys>> {
    return sessionKeys(sandbox, {
      RoleArn: limited(limits),
      ...(limits.session && { Policy: policy(limits.session) }),
    });
  }

  const sentences: readonly [situation: string, limits: Limits, end: string | undefined][] = [
    ['nothing that limits', {}, undefined],
    [
      'policies of every kind that allow',
      { organization: [ALL], boundary: [ALL], session: [ALL] },
      undefined,
    ],
    [
      'no identity policy',
      { identity: [] },
      'because no identity-based policy allows the eks:ListClusters action',
    ],
    [
      'a deny in an identity policy',
      { identity: [ALL, statement('Deny', 'eks:*')] },
      'with an explicit deny in an identity-based policy',
    ],
    [
      'an organization that allows other things',
      { organization: [ALL_BUT_EKS] },
      'because no service control policy allows the eks:ListClusters action',
    ],
    [
      'an organization that forbids it',
      { organization: [ALL, statement('Deny', 'eks:*')] },
      'with an explicit deny in a service control policy',
    ],
    [
      'a boundary that allows other things',
      { boundary: [ALL_BUT_EKS] },
      'because no permissions boundary allows the eks:ListClusters action',
    ],
    [
      'a boundary that forbids it',
      { boundary: [ALL, statement('Deny', 'eks:*')] },
      'with an explicit deny in a permissions boundary',
    ],
    [
      'a session policy that allows other things',
      { session: [ALL_BUT_EKS] },
      'because no session policy allows the eks:ListClusters action',
    ],
    [
      'a session policy that forbids it',
      { session: [ALL, statement('Deny', 'eks:*')] },
      'with an explicit deny in a session policy',
    ],
    [
      'a deny behind an organization that allows other things',
      { organization: [ALL_BUT_EKS], session: [statement('Deny', 'eks:*')] },
      'with an explicit deny in a session policy',
    ],
    [
      'an organization and a boundary that allow other things',
      { organization: [ALL_BUT_EKS], boundary: [ALL_BUT_EKS] },
      'because no service control policy allows the eks:ListClusters action',
    ],
  ];
  for (const [situation, limits, end] of sentences) {
    it(`is, with ${situation}: ${end ?? 'nothing'}`, async () => {
      const eks = new EKSClient(clientOf(sandbox, await keysOf(limits)));
      const said = await refusal(eks.send(new ListClustersCommand({})));
      const arn = 'arn:aws:sts::222222222222:assumed-role/eks-limited/test';
      const beginning = `AccessDeniedException: User: ${arn} is not authorized to perform: eks:ListClusters on resource: *`;
      assert.equal(said, end && `${beginning} ${end}`);
    });
  }

  it('is hidden by EC2 in a message that only STS can decode', async () => {
    const keys = await keysOf({ boundary: [statement('Allow', 'sts:*')] });
    const refused = await refusal(new EC2Client(clientOf(sandbox, keys)).send(new DescribeVpcsCommand({})));
    const encoded = /Encoded authorization failure message: (\S+)$/.exec(refused ?? '')?.[1];
    assert.doesNotMatch(Buffer.from(encoded ?? '', 'base64url').toString(), /DescribeVpcs/);

    const sts = new STSClient(clientOf(sandbox, keys));
    const { DecodedMessage } = await sts.send(
      new DecodeAuthorizationMessageCommand({ EncodedMessage: encoded }),
    );
    const { allowed, explicitDeny, context } = JSON.parse(DecodedMessage ?? '') as Decoded;
    assert.deepEqual(
      { allowed, explicitDeny, action: context.action, resource: context.resource },
      { allowed: false, explicitDeny: false, action: 'ec2:DescribeVpcs', resource: '*' },
    );
    await assert.rejects(sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'rubbish' })), {
      name: 'InvalidAuthorizationMessageException',
    });
  });

  it('is hidden from callers that may not decode it', async () => {
    const sts = new STSClient(clientOf(sandbox, await keysOf({ identity: [] })));
    await assert.rejects(
      sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'any' })),
      /sts:DecodeAuthorizationMessage on resource: \* because no identity-based policy allows/,
    );
  });

  it('is known to a simulation beforehand, but for session policies', async () => {
    const limits = { organization: [statement('Allow', 'iam:*')], boundary: [ALL], session: [ALL] };
    const [denied, allowed] = await simulated(limits, ['eks:ListClusters', 'iam:ListRoles']);
    assert.equal(denied?.EvalDecision, 'implicitDeny');
    assert.deepEqual(denied.OrganizationsDecisionDetail, { AllowedByOrganizations: false });
    assert.deepEqual(denied.PermissionsBoundaryDecisionDetail, { AllowedByPermissionsBoundary: true });
    assert.equal(allowed?.EvalDecision, 'allowed');
    const [unlimited] = await simulated({ session: [statement('Allow', 'iam:*')] }, ['eks:ListClusters']);
    assert.equal(unlimited?.EvalDecision, 'allowed');
    assert.equal(unlimited.OrganizationsDecisionDetail, undefined);
  });

  it('is not known to a simulation where an organization makes conditions', async () => {
    const elsewhere = { StringNotEquals: { 'aws:RequestedRegion': 'eu-north-1' } };
    const deny = { ...statement('Deny', 'eks:*'), Condition: elsewhere };
    const [simulatedOnly] = await simulated({ organization: [ALL, deny] }, ['eks:ListClusters']);
    assert.equal(simulatedOnly?.EvalDecision, 'allowed');
    const keys = await sessionKeys(sandbox, { RoleArn: getRole(sandbox.clusters, 'eks-limited').arn });
    const said = await refusal(new EKSClient(clientOf(sandbox, keys)).send(new ListClustersCommand({})));
    assert.match(said ?? '', /with an explicit deny in a service control policy$/);
  });

  it('depends in a simulation on condition keys that it names where they are missing', async () => {
    const passing = {
      ...statement('Allow', 'iam:PassRole'),
      Condition: { StringEquals: { 'iam:PassedToService': 'eks.amazonaws.com' } },
    };
    const identity = [statement('Allow', 'iam:Simulate*'), passing];
    const [passed, listed] = await simulated({ identity }, ['iam:PassRole', 'iam:ListRoles']);
    assert.deepEqual(passed?.MissingContextValues, ['iam:PassedToService']);
    assert.deepEqual(listed?.MissingContextValues ?? [], []);
  });

  it('is in a log, with the resource', async () => {
    const eks = new EKSClient(clientOf(sandbox, await keysOf({ identity: [] })));
    await assert.rejects(eks.send(new ListClustersCommand({})));
    assert.deepEqual(
      sandbox.denials.map(({ action, resource, policy, effect }) => [action, resource, policy, effect]),
      [['eks:ListClusters', '*', 'identity-based policy', 'implicitDeny']],
    );
  });

  async function simulated(limits: Limits, ActionNames: string[]) {
    sandbox.clusters.roles.delete('eks-limited');
    sandbox.clusters.serviceControlPolicies = undefined;
    const PolicySourceArn = limited(limits);
    const keys = await sessionKeys(sandbox, { RoleArn: PolicySourceArn });
    const iam = new IAMClient(clientOf(sandbox, keys));
    const { EvaluationResults = [] } = await iam.send(
      new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames }),
    );
    return EvaluationResults;
  }
});

interface Decoded {
  readonly allowed: boolean;
  readonly explicitDeny: boolean;
  readonly context: { readonly action: string; readonly resource: string };
}

function statement(effect: 'Allow' | 'Deny', action: string) {
  return { Effect: effect, Action: action, Resource: '*' };
}

function policy(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** Name and message of the error that the call ends with; `undefined` for one that AWS lets pass. */
async function refusal(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return String(error);
  }
}
