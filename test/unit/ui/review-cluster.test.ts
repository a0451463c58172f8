import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { GeneratedDocument } from '../../../src/core/iam-export';
import { provisionPolicy } from '../../../src/core/policy';
import type { ProvisionSession } from '../../../src/core/ports/aws';
import type { Draft, Field } from '../../../src/core/cluster-form/draft';
import { templateOf, defaultVariant } from '../../../src/core/template';
import type { Review } from '../../../src/protocol/messages';
import { DraftCheck, type Provisioner } from '../../../src/ui/form/draft-check';
import { ReviewCluster } from '../../../src/ui/form/review-cluster';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { network } from '../sandbox/cluster-life';
import { assumeProvisionRole, seedProvisionRole } from '../sandbox/provision-role';
import { DRAFT } from '../cluster-form/draft';

const LEVEL = { id: 'user', label: 'User', level: { kind: 'user' }, kubeconfigPath: '/kube' } as const;

/** What lies on the user's desk. */
function emptyDesk() {
  const opened: GeneratedDocument[] = [];
  const copied: string[] = [];
  return {
    opened,
    copied,
    open: (generated: GeneratedDocument) => Promise.resolve(void opened.push(generated)),
    copy: (text: string) => Promise.resolve(void copied.push(text)),
  };
}

describe('Reviewing a draft before anything is created', () => {
  let sandbox: Sandbox;
  let session: ProvisionSession;
  let desk: ReturnType<typeof emptyDesk>;
  let good: Draft;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    session = await sessionOf(sandbox.roleArn);
    const { roleArn, serviceRoleArn } = sandbox;
    good = { ...DRAFT, ...network(sandbox), roleArn, serviceRoleArn };
  });
  after(() => sandbox.stop());
  beforeEach(() => {
    desk = emptyDesk();
  });

  it('opens the template that CloudFormation would be sent', async () => {
    deepStrictEqual(await review('template'), { kind: 'shown', what: 'template' });
    const [generated] = desk.opened;
    strictEqual(generated?.language, 'json');
    deepStrictEqual(
      JSON.parse(generated.text),
      JSON.parse(JSON.stringify(templateOf(defaultVariant('managed')))),
    );
    deepStrictEqual(desk.copied, []);
  });

  it('copies commands for the same role, account and region', async () => {
    deepStrictEqual(await review('commands'), { kind: 'shown', what: 'commands' });
    const [script = ''] = desk.copied;
    match(script, new RegExp(`signed in as ${sandbox.roleArn}`));
    match(script, new RegExp(`"\\$account" != '${sandbox.clusters.id}'`));
    match(script, /--stack-name 'eks-clusters-demo' \\\n {2}--region 'eu-central-1'/);
    strictEqual(script.includes(EXTERNAL_ID), false);
    deepStrictEqual(desk.opened, []);
  });

  const wrong: readonly (readonly [what: string, change: Partial<Draft>, field: Field])[] = [
    [
      'names another role than the session’s',
      { roleArn: 'arn:aws:iam::222222222222:role/another' },
      'roleArn',
    ],
    ['names another region than the session’s', { region: 'eu-west-1' }, 'region'],
    ['has subnets of another VPC', { subnetIds: ['subnet-0000000a', 'subnet-0000000b'] }, 'subnetIds'],
    ['wants a type that EC2 does not offer', { instanceType: 'z9.large' }, 'instanceType'],
    ['wants a version that EKS does not offer', { kubernetesVersion: '1.11' }, 'kubernetesVersion'],
    ['wants a scope that another cluster has', { environmentScope: 'production' }, 'environmentScope'],
    ['is for a level that is not open', { level: 'folder:gone' }, 'level'],
  ];
  for (const [what, change, field] of wrong)
    it(`shows nothing of a draft that ${what}, and says so at the field`, async () => {
      const answer = await review('template', change);
      deepStrictEqual(answer.kind === 'invalid' && Object.keys(answer.problems), [field]);
      deepStrictEqual([desk.opened, desk.copied], [[], []]);
    });

  it('does without the lists that the role may not read', async () => {
    const policy = provisionPolicy({
      compute: ['managed'],
      includeDelete: true,
      serviceRole: 'eks-service-*',
      provisionRole: 'eks-*',
    });
    const deny = { Effect: 'Deny', Action: ['ec2:Describe*', 'eks:Describe*'], Resource: '*' } as const;
    const roleArn = seedProvisionRole(sandbox, {
      name: 'eks-blind',
      policy: { ...policy, Statement: [...policy.Statement, deny] },
    });
    const provisioner = { ...provisionerOf(await sessionOf(roleArn)), provisionRole: roleOf(roleArn) };
    const answer = await review('commands', { roleArn }, provisioner);
    strictEqual(answer.kind, 'shown');
  });

  function review(what: Review, change: Partial<Draft> = {}, by = provisionerOf(session)) {
    const check = new DraftCheck({ levels: () => [LEVEL], scopesAt: () => ['production'] });
    const reviewCluster = new ReviewCluster(check, desk);
    const signal = new AbortController().signal;
    return withAws({ variables: sandbox.env }, () =>
      reviewCluster.review({ ...good, ...change }, what, by, signal),
    );
  }

  function provisionerOf(by: ProvisionSession): Provisioner {
    const ownPrincipal = { kind: 'notOffered', reason: 'Another account.' } as const;
    return { provisionRole: roleOf(sandbox.roleArn), session: by, ownPrincipal };
  }

  function roleOf(roleArn: string) {
    return { roleArn, region: REGION, base: { kind: 'default' } } as const;
  }

  function sessionOf(roleArn: string): Promise<ProvisionSession> {
    return withAws({ variables: sandbox.env }, () => assumeProvisionRole(roleArn, 'reading'));
  }
});
