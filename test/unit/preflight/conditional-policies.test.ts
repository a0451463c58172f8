import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { provisionPolicy, type PolicyDocument, type Statement } from '../../../src/core/policy';
import type { Finding } from '../../../src/core/preflight';
import { permissionsCheck } from '../../../src/core/preflight/permissions-check';
import { EMPTY_DRAFT, type Draft } from '../../../src/core/cluster-form/draft';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeProvisionRole, seedProvisionRole } from '../sandbox/provision-role';

const CASE = JSON.parse(
  readFileSync('test/fixtures/aws-cases/02-preflight-requested-region/input.json', 'utf8'),
) as { readonly alsoAs: Statement };

const SIMULATE: Statement = { Effect: 'Allow', Action: 'iam:SimulatePrincipalPolicy', Resource: '*' };

describe('The permissions of a role whose policy has conditions', () => {
  let sandbox: Sandbox;
  let count = 0;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  after(() => sandbox.stop());
  afterEach(() => {
    sandbox.clusters.serviceControlPolicies = undefined;
  });

  function check(policy: PolicyDocument, change: Partial<Draft> = {}): Promise<Finding> {
    const roleArn = seedProvisionRole(sandbox, { name: `eks-conditional-${(count += 1)}`, policy });
    return withAws({ variables: sandbox.env }, async () => {
      const session = await assumeProvisionRole(roleArn, 'reading');
      const ports = { session, roleArn, simulators: [session.permissions.simulate] };
      const draft = { ...EMPTY_DRAFT, name: 'shop', serviceRoleArn: sandbox.serviceRoleArn, ...change };
      return permissionsCheck.run(ports, draft, AbortSignal.timeout(60_000));
    });
  }

  function published(): PolicyDocument {
    return provisionPolicy({
      compute: ['managed'],
      extras: ['deploy'],
      includeDelete: true,
      serviceRole: sandbox.serviceRoleArn,
      provisionRole: 'eks-conditional-*',
    });
  }

  /** The published policy, and what somebody has added to it. */
  const withMore = (...more: readonly Statement[]): PolicyDocument => {
    const policy = published();
    return { ...policy, Statement: [...policy.Statement, ...more] };
  };

  /** The published policy, where each statement holds under one more condition. */
  const onlyIf = (operator: string, key: string, values: string | readonly string[]): PolicyDocument => {
    const policy = published();
    return {
      ...policy,
      Statement: [
        ...policy.Statement.map((statement) => ({
          ...statement,
          Condition: {
            ...statement.Condition,
            [operator]: { ...statement.Condition?.[operator], [key]: values },
          },
        })),
        SIMULATE,
      ],
    };
  };

  const deny = (Action: string, Condition: Statement['Condition']): Statement => ({
    Effect: 'Deny',
    Action,
    Resource: '*',
    Condition,
  });

  it('are all there where the policy allows the region', async () => {
    const finding = await check(onlyIf('StringEquals', 'aws:RequestedRegion', ['eu-central-1', 'us-east-1']));
    deepStrictEqual([finding.kind, finding.lists], ['passed', []]);
  });

  it('are all there where a company denies other regions', async () => {
    strictEqual((await check(withMore(CASE.alsoAs))).kind, 'passed');
  });

  it('are forbidden in a region that a company denies, and adding permissions is not the advice', async () => {
    const elsewhere = JSON.parse(
      JSON.stringify(CASE.alsoAs)
        .replaceAll('eu-central-1', 'eu-west-3')
        .replaceAll('us-east-1', 'eu-west-3'),
    ) as Statement;
    const finding = await check(withMore(elsewhere));
    ok(finding.kind === 'failed');
    match(finding.remedy, /^Some are denied by one of the role’s policies/);
    doesNotMatch(finding.remedy, /add them to the role’s policy/);
    strictEqual(finding.action, undefined);
  });

  it('are not checked where a condition needs an unknown value, which is named', async () => {
    const finding = await check(onlyIf('StringEquals', 'aws:SourceVpc', 'vpc-1'));
    ok(finding.kind === 'unknown');
    match(finding.remedy, /conditions that are only known when the cluster is created: aws:SourceVpc\./);
    match(finding.lists[0]?.items[0]?.text ?? '', /Not checked: depends on the condition aws:SourceVpc\./);
  });

  it('are not checked where a Deny needs an unknown value', async () => {
    const notFromVpc = deny('eks:CreateCluster', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } });
    strictEqual((await check(withMore(notFromVpc))).kind, 'unknown');
  });

  it('are forbidden without a tag that a company wants, and there with it', async () => {
    const untagged = deny('iam:CreateRole', { Null: { 'aws:RequestTag/cost-center': 'true' } });
    const without = await check(withMore(untagged));
    ok(without.kind === 'failed');
    match(without.remedy, /^Some are denied/);
    strictEqual((await check(withMore(untagged), { tags: 'cost-center=4711' })).kind, 'passed');
  });

  it('are there where only CloudFormation is allowed to make roles', async () => {
    const direct = deny('iam:CreateRole', {
      'ForAllValues:StringNotEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
    });
    strictEqual((await check(withMore(direct))).kind, 'passed');
  });

  it('are there where only tags of a list are allowed', async () => {
    const others = deny('eks:CreateCluster', {
      'ForAnyValue:StringNotLike': { 'aws:TagKeys': ['eks-clusters:*', 'team'] },
    });
    strictEqual((await check(withMore(others), { tags: 'team=shop' })).kind, 'passed');
    strictEqual((await check(withMore(others), { tags: 'other=shop' })).kind, 'failed');
  });

  it('are forbidden by an organization, which has a remedy of its own', async () => {
    sandbox.clusters.serviceControlPolicies = [
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', Action: 'eks:CreateNodegroup', Resource: '*' },
        ],
      }),
    ];
    const finding = await check(published());
    ok(finding.kind === 'failed');
    match(finding.remedy, /^Some are denied by your organization\. Ask its administrators/);
    doesNotMatch(finding.remedy, /add them to the role’s policy/);
  });
});
