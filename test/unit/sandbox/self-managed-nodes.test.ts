import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import type { ClusterSpec } from '../../../src/core/cluster-form/cluster-spec';
import { type CloudFormationTemplate, defaultVariant, templateOf } from '../../../src/core/template';
import { StackAccount } from '../../fakes/stack-account';
import { SPEC } from '../../fakes/cluster-spec';

const COMPUTE = {
  kind: 'self-managed',
  instanceType: 'm6i.large',
  amiType: 'AL2023_x86_64_STANDARD',
  nodeCount: 2,
  minNodes: 1,
  maxNodes: 2,
  volumeSize: 20,
  serviceIpv4Cidr: '10.100.0.0/16',
} as const;
const SELF_MANAGED: ClusterSpec = {
  ...SPEC,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-a', 'subnet-b'],
  securityGroupId: 'sg-1',
  compute: COMPUTE,
};

type Change = (template: string) => string;

/** The stack an hour later. */
async function create(change: Change = (template) => template, spec = SELF_MANAGED): Promise<StackAccount> {
  const account = new StackAccount();
  const template = change(JSON.stringify(templateOf(defaultVariant('self-managed'))));
  await account.createStackOf(spec, JSON.parse(template) as CloudFormationTemplate);
  await account.minutes(60);
  return account;
}

/** Replaces what must be there. */
const replace =
  (what: string, by: string): Change =>
  (template) => {
    ok(template.includes(what), what);
    return template.replaceAll(what, by);
  };

/** Add-ons that need nodes fail after the same time: the first failure cancels the other. */
const firstFailureOfAddOns = async (account: StackAccount) =>
  `${await account.failureOf('EbsCsi')} ${await account.failureOf('MetricsServer')}`;

const nodesOf = ({ aws }: StackAccount) => [...(aws.apis.get('demo')?.nodes.values() ?? [])];

describe('simulated self-managed nodes', () => {
  it('join the cluster of their NodeConfig, and leave it with their group', async () => {
    const account = await create();
    const { StackId, StackStatus } = await account.stack();
    strictEqual(StackStatus, 'CREATE_COMPLETE');
    deepStrictEqual(nodesOf(account), [{ ready: true }, { ready: true }]);
    const api = account.aws.apis.get('demo');
    await account.call('DeleteStack', { StackName: StackId });
    await account.minutes(10);
    strictEqual((await account.stack(StackId)).StackStatus, 'DELETE_COMPLETE');
    strictEqual(api?.nodes.size, 0);
    deepStrictEqual(account.aws.autoScaling.groups, []);
  });

  const staysOut: Readonly<Record<string, Change>> = {
    'an access entry of their own type': replace('"EC2_LINUX"', '"STANDARD"'),
    'the endpoint of the cluster': replace('${Cluster.Endpoint}', 'https://other.example'),
    'its certificate authority': replace(
      '    certificateAuthority: ${Cluster.CertificateAuthorityData}\\n',
      '',
    ),
    'its service addresses': replace('cidr: ${ServiceIpv4Cidr}', 'cidr: 10.101.0.0/16'),
    'a NodeConfig': replace('application/node.eks.aws', 'text/x-shellscript'),
    'the security group of the cluster': replace(
      '{"Fn::GetAtt":["Cluster","ClusterSecurityGroupId"]}]',
      '"sg-1"]',
    ),
    'the policy for the network': replace('AmazonEKS_CNI_Policy', 'AmazonEKSWorkerNodeMinimalPolicy'),
    'an instance profile': replace('"IamInstanceProfile":{"Arn":{"Fn::GetAtt":["NodeProfile","Arn"]}},', ''),
  };
  for (const [what, change] of Object.entries(staysOut)) {
    it(`stay out without ${what}, which only what runs on nodes notices`, async () => {
      const account = await create(change);
      ok((await account.history()).includes('NodeGroup CREATE_COMPLETE'));
      deepStrictEqual(nodesOf(account), []);
      match(await firstFailureOfAddOns(account), /InsufficientNumberOfReplicas/);
    });
  }

  const notLaunched: Readonly<Record<string, readonly [Partial<ClusterSpec>, RegExp]>> = {
    'a type that a zone does not have': [
      { compute: { ...COMPUTE, instanceType: 'p5.48xlarge' } },
      /current\/minimum\/desired group size = 1\/1\/2.*not supported in your requested Availability Zone \(eu-central-1b\)/,
    ],
    'a key pair that there is not': [{ keyPair: 'lost' }, /The key pair 'lost' does not exist/],
  };
  for (const [what, [change, message]] of Object.entries(notLaunched)) {
    it(`fail the stack where they cannot be launched: ${what}`, async () => {
      const account = await create(undefined, { ...SELF_MANAGED, ...change });
      match((await account.failureOf('NodeGroup')) ?? '', message);
    });
  }

  it('fail the stack at once where the launch template is not complete', async () => {
    const account = await create(replace('"ImageId":{"Ref":"NodeImage"},', ''));
    match((await account.failureOf('NodeGroup')) ?? '', /must contain the parameter ImageId/);
  });

  it('need service addresses that are private and outside the VPC', async () => {
    const of = (serviceIpv4Cidr: string) =>
      create(undefined, { ...SELF_MANAGED, compute: { ...COMPUTE, serviceIpv4Cidr } });
    match((await (await of('10.0.0.0/16')).failureOf('Cluster')) ?? '', /overlaps with the CIDR block/);
    match((await (await of('8.8.0.0/16')).failureOf('Cluster')) ?? '', /must be a private range/);
  });
});
