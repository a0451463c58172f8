import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import {
  originalPolicy,
  permissionsFor,
  provisionPolicy,
  type PolicyDocument,
  type Statement,
} from '../../../src/core/policy';
import type { CheckPorts, Finding } from '../../../src/core/preflight';
import { permissionsCheck } from '../../../src/core/preflight/permissions-check';
import { EMPTY_DRAFT } from '../../../src/core/cluster-form/draft';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeProvisionRole, seedProvisionRole } from '../sandbox/provision-role';

const never = new AbortController().signal;
const WHO_MAY_SIMULATE: Statement = {
  Effect: 'Allow',
  Action: 'iam:SimulatePrincipalPolicy',
  Resource: '*',
};

describe('The permissions that pre-flight finds', () => {
  let sandbox: Sandbox;
  let count = 0;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  after(() => sandbox.stop());

  /** A role with this policy. @returns its ARN */
  function role(policy: PolicyDocument): string {
    return seedProvisionRole(sandbox, { name: `eks-preflight-${(count += 1)}`, policy });
  }

  function check(
    roleArn: string,
    others: (ports: CheckPorts) => Partial<CheckPorts> = () => ({}),
  ): Promise<Finding> {
    return withAws({ variables: sandbox.env }, async () => {
      const session = await assumeProvisionRole(roleArn, 'reading');
      const ports = { session, roleArn, simulators: [session.permissions.simulate] };
      const draft = { ...EMPTY_DRAFT, name: 'shop', serviceRoleArn: sandbox.serviceRoleArn };
      return permissionsCheck.run({ ...ports, ...others(ports) }, draft, never);
    });
  }

  function published(): PolicyDocument {
    return provisionPolicy({
      compute: ['managed'],
      extras: ['deploy'],
      includeDelete: true,
      serviceRole: sandbox.serviceRoleArn,
      provisionRole: 'eks-preflight-*',
      partition: 'aws',
      accountId: sandbox.clusters.id,
    });
  }

  it('are all there with the published policy', async () => {
    const finding = await check(role(published()));
    deepStrictEqual([finding.kind, finding.lists], ['passed', []]);
  });

  it('name what lacks for deletion, when the policy was made without', async () => {
    const policy = provisionPolicy({
      compute: ['managed'],
      includeDelete: false,
      serviceRole: sandbox.serviceRoleArn,
      provisionRole: 'eks-preflight-*',
    });
    const finding = await check(role(policy));
    strictEqual(finding.kind, 'failed');
    const missing = actionsIn(finding, /^Creating or deleting/);
    ok(missing.includes('cloudformation:DeleteStack') && missing.includes('eks:DeleteCluster'));
    ok(
      missing.every((action) => /:(Delete|Detach|Rollback)/.test(action)),
      missing.join(),
    );
  });

  it('are each named, with the 32 actions of the original, where it may simulate itself', async () => {
    const original = originalPolicy();
    const finding = await check(role({ ...original, Statement: [...original.Statement, WHO_MAY_SIMULATE] }));
    strictEqual(finding.kind, 'failed');
    deepStrictEqual(actionsIn(finding), missingFrom(original, ['iam:SimulatePrincipalPolicy']));
  });

  it('are each named, with the 32 actions of the original alone: as missing, or as not to be checked', async () => {
    const original = originalPolicy();
    const finding = await check(role(original));
    strictEqual(finding.kind, 'failed');
    const named = actionsIn(finding);
    deepStrictEqual(
      missingFrom(original, []).filter((action) => !named.includes(action)),
      [],
    );
    // What a call was refused for is missing, and nothing else is said to be.
    const missing = [
      ...actionsIn(finding, /^Creating or deleting/),
      ...actionsIn(finding, /^Something else/),
    ];
    deepStrictEqual(
      missing.filter((action) => !missingFrom(original, []).includes(action)),
      [],
    );
    ok(missing.includes('eks:DescribeNodegroup') && missing.includes('ec2:CreateLaunchTemplate'));
    ok(actionsIn(finding, /^Could not/).includes('eks:CreateNodegroup'));
  });

  it('are found out without a call that could change anything', async () => {
    const before = sandbox.requests.length;
    await check(role(originalPolicy()));
    const harmful = sandbox.requests
      .slice(before)
      .filter(({ action }) => !/^(AssumeRole|Describe|Get|List|Simulate|Validate|Decode)/.test(action))
      .filter(({ error = '' }) => !/^(DryRunOperation|UnauthorizedOperation|\w+\.NotFound)/.test(error));
    deepStrictEqual(harmful, []);
  });

  it('are those of this cluster: a policy for other names does not help it', async () => {
    const elsewhere = JSON.stringify(published()).replaceAll(':cluster/*', ':cluster/team-b-*');
    const finding = await check(role(JSON.parse(elsewhere) as PolicyDocument));
    strictEqual(finding.kind, 'failed');
    ok(actionsIn(finding, /^Creating or deleting/).includes('eks:CreateCluster'));
  });

  it('are those of this cluster: a policy for its name only is enough', async () => {
    const narrow = JSON.stringify(published())
      .replaceAll(':cluster/*', ':cluster/shop')
      .replaceAll(':nodegroup/*', ':nodegroup/shop/*')
      .replaceAll(':stack/eks-clusters-*', ':stack/eks-clusters-shop');
    strictEqual((await check(role(JSON.parse(narrow) as PolicyDocument))).kind, 'passed');
  });

  it('are told apart from what is allowed in part only', async () => {
    const inPart = JSON.stringify(published()).replaceAll('"ec2.*"', '"none.*"');
    const finding = await check(role(JSON.parse(inPart) as PolicyDocument));
    strictEqual(finding.kind, 'warning');
    deepStrictEqual(actionsIn(finding, /^Allowed only for some/), ['iam:PassRole']);
  });

  it('are no false alarm where a real call is allowed and only the simulation was not', async () => {
    const finding = await check(sandbox.roleArn, ({ session }) => ({
      simulators: [
        async (simulation, signal) =>
          (await session.permissions.simulate(simulation, signal)).map((simulated) =>
            simulated.action === 'ec2:DescribeVpcs' ? { ...simulated, decision: 'notAllowed' } : simulated,
          ),
      ],
    }));
    strictEqual(finding.kind, 'passed');
  });

  it('are simulated by the base credentials where the role itself may not', async () => {
    const original = originalPolicy();
    const finding = await withAws({ variables: sandbox.env }, async () => {
      const whoMay = role({ Version: '2012-10-17', Statement: [WHO_MAY_SIMULATE] });
      const { permissions } = await assumeProvisionRole(whoMay, 'reading');
      return check(role(original), ({ simulators }) => ({
        simulators: [...simulators, permissions.simulate],
      }));
    });
    deepStrictEqual(actionsIn(finding), missingFrom(original, []));
  });

  it('say why each is needed and what lacking it costs', async () => {
    const finding = await check(role(originalPolicy()));
    const [first] = finding.lists
      .flatMap(({ items }) => items)
      .filter(({ name }) => name === 'eks:DescribeNodegroup');
    match(first?.text ?? '', /^CloudFormation waits for the nodes\. Creating a cluster fails\.$/);
    doesNotMatch(JSON.stringify(finding), /undefined|\[object/);
  });
});

function actionsIn(finding: Finding, title = /./): readonly string[] {
  const actions = finding.lists
    .filter((list) => title.test(list.title))
    .flatMap(({ items }) => items.map(({ name }) => name));
  return [...new Set(actions)].sort();
}

/** IAM does not mind how an action is capitalised. */
function missingFrom({ Statement }: PolicyDocument, others: readonly string[]): readonly string[] {
  const allowed = [...Statement.flatMap(({ Action }) => Action), ...others].map((action) =>
    action.toLowerCase(),
  );
  const needed = permissionsFor(['managed'], ['deploy']).map(({ action }) => action);
  return [...new Set<string>(needed)].filter((action) => !allowed.includes(action.toLowerCase())).sort();
}
