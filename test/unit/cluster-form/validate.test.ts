import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import * as fc from 'fast-check';
import { EMPTY_DRAFT, type Draft, type Field } from '../../../src/core/cluster-form/draft';
import { validateDraft, type DraftFacts } from '../../../src/core/cluster-form/validate';
import { DRAFT, FACTS } from './draft';

/** With nothing known but the levels: what the form holds before a list has come. */
const NOTHING_KNOWN: DraftFacts = { levels: FACTS.levels };

const ROLE = 'arn:aws:iam::222222222222:role';

/** What is typed into one field of a good draft, and what the sentence at that field says. */
type BadInput = {
  readonly [F in Field]?: readonly (readonly [what: string, typed: Draft[F], says: RegExp])[];
};

const BAD: BadInput = {
  roleArn: [
    ['a Role ARN that is no ARN', 'eks-provision', /^Role ARN must be a valid Amazon Resource Name\.$/],
    ['the ARN of a user', 'arn:aws:iam::222222222222:user/me', /of a user, not of a role/],
    ['the ARN of an account', 'arn:aws:iam::222222222222:root', /of an account, not of a role/],
    ['the ARN of a session', 'arn:aws:sts::222222222222:assumed-role/r/s', /of a session of a role/],
    ['the ARN of a bucket', 'arn:aws:s3:::constructor/x', /Amazon Resource Name/],
  ],
  region: [
    ['a zone in place of a region', 'eu-central-1a', /eu-central-1a is not an AWS region/],
    [
      'a region of another partition',
      'cn-north-1',
      /cn-north-1 belongs to the partition aws-cn, but the role belongs to aws\./,
    ],
  ],
  name: [
    ['a name that begins with a hyphen', '-demo', /EKS does not accept/],
    ['a name with a space inside', 'my demo', /EKS does not accept/],
    ['a name of 101 characters', 'a'.repeat(101), /EKS does not accept/],
    ['a taken name', ' taken ', /taken already exists/],
  ],
  environmentScope: [
    ['a scope with a comma', 'a,b', /character/],
    ['a scope that ends in a slash', 'review/', /slash/],
    ['a scope that begins with a slash', '/review', /slash/],
    ['a scope that another cluster has', 'production', /already has the environment scope production/],
  ],
  kubernetesVersion: [['a version that EKS does not list', '1.19', /does not offer Kubernetes 1\.19/]],
  serviceRoleArn: [
    ['a service role that is no ARN', 'eks-service-role', /Service role must be a valid/],
    ['the provision role as service role', DRAFT.roleArn, /the same as the provision role/],
    ['the provision role by another path', `${ROLE}/team/eks-provision`, /the same as the provision role/],
    ['a service role of another account', 'arn:aws:iam::333333333333:role/s', /a different account/],
  ],
  keyPair: [
    ['a key pair that is gone', 'lost', /key pair lost does not exist/],
    ['a key pair of 256 characters', 'k'.repeat(256), /longer than 255/],
  ],
  vpcId: [
    ['a VPC by its name', 'main', /main is not a VPC ID/],
    ['a VPC that is gone', 'vpc-00000000', /VPC vpc-00000000 does not exist/],
  ],
  subnetIds: [
    ['one subnet', ['subnet-0000000a'], /^Select at least two subnets\.$/],
    ['one subnet twice', ['subnet-0000000a', 'subnet-0000000a'], /at least two subnets/],
    ['two subnets in one zone', ['subnet-0000000a', 'subnet-0000000c'], /in eu-central-1a/],
    ['a subnet of another VPC', ['subnet-0000000a', 'subnet-0000000f'], /f is not in the chosen VPC/],
    [
      'more subnets than CloudFormation takes',
      Array.from({ length: 164 }, (_, i) => `subnet-0123456789abcd${String(i).padStart(3, '0')}`),
      /more subnets than CloudFormation takes/,
    ],
    ['a subnet by its name', ['subnet-0000000a', 'private'], /private is not a subnet ID/],
  ],
  securityGroupId: [
    ['a security group by its name', 'default', /not a security group ID/],
    ['a security group that is gone', 'sg-00000000', /sg-00000000 is not in the chosen VPC/],
  ],
  instanceType: [
    ['an instance type that the region lacks', 'x9.large', /The instance type x9\.large cannot be used/],
  ],
  nodeCount: ['0', '451', '-1', '2.5', '1e2', 'three', ''].map(
    (count) => [`"${count}" nodes`, count, /whole number from 1 to 450/] as const,
  ),
  level: [['a level that is not offered', 'folder:gone', /Choose where/]],
};

describe('Validating a draft', () => {
  it('finds nothing wrong with a good one, whether or not the lists are known', () => {
    deepStrictEqual(validateDraft(DRAFT, FACTS), {});
    deepStrictEqual(validateDraft(DRAFT, NOTHING_KNOWN), {});
  });

  for (const [field, inputs] of Object.entries(BAD) as [Field, NonNullable<BadInput['name']>][]) {
    for (const [what, typed, says] of inputs) {
      it(`refuses ${what}, at its field and nowhere else`, () => {
        const problems = validateDraft({ ...DRAFT, [field]: typed }, FACTS);
        deepStrictEqual(Object.keys(problems), [field]);
        match(problems[field]!.message, says);
        match(problems[field]!.remedy, /\.$/);
      });
    }
  }

  it('refuses by shape alone what no list can tell yet', () => {
    const draft = { ...DRAFT, kubernetesVersion: 'latest', instanceType: 'large' };
    deepStrictEqual(Object.keys(validateDraft(draft, NOTHING_KNOWN)), ['kubernetesVersion', 'instanceType']);
  });

  it('asks for a folder where there is nowhere to configure the cluster', () => {
    const { level } = validateDraft(DRAFT, { ...FACTS, levels: [] });
    match(level!.message, /no folder is open/);
    match(level!.remedy, /Open a folder/);
  });

  it('names every field of an empty draft that must be filled, in the order of the form', () => {
    deepStrictEqual(Object.keys(validateDraft(EMPTY_DRAFT, FACTS)), [
      'roleArn',
      'region',
      'name',
      'kubernetesVersion',
      'serviceRoleArn',
      'vpcId',
      'subnetIds',
      'securityGroupId',
      'instanceType',
      'level',
    ]);
  });

  it('accepts roles with a path, roles and regions of every partition, and names and scopes with every character allowed', () => {
    const regions = {
      'aws-cn': 'cn-northwest-1',
      'aws-us-gov': 'us-gov-west-1',
      'aws-iso-b': 'us-isob-east-1',
      'aws-eusc': 'eusc-de-east-1',
      'aws-newer-than-this': 'new-east-1',
    };
    for (const [partition, region] of Object.entries(regions)) {
      const role = `arn:${partition}:iam::222222222222:role`;
      const draft = { ...DRAFT, region, roleArn: `${role}/team/a/provision`, serviceRoleArn: `${role}/s` };
      deepStrictEqual(validateDraft(draft, FACTS), {});
    }
    for (const environmentScope of ['*', 'review/*', 'a_b-c/${x}.y', 'my env'])
      deepStrictEqual(validateDraft({ ...DRAFT, environmentScope }, FACTS), {});
    for (const name of ['1', 'A_b-c', 'a'.repeat(100)])
      deepStrictEqual(validateDraft({ ...DRAFT, name }, FACTS), {});
    for (const nodeCount of ['1', '450']) deepStrictEqual(validateDraft({ ...DRAFT, nodeCount }, FACTS), {});
  });

  it('accepts a name exactly when EKS does', () => {
    const anyName = fc.oneof(fc.string({ maxLength: 110 }), fc.stringMatching(/^[\w-]{0,110}$/));
    fc.assert(
      fc.property(anyName, (name) => {
        const typed = name.trim();
        const eksAccepts =
          typed.length >= 1 && typed.length <= 100 && /^[0-9A-Za-z][A-Za-z0-9_-]*$/.test(typed);
        strictEqual(validateDraft({ ...DRAFT, name }, NOTHING_KNOWN).name === undefined, eksAccepts);
      }),
    );
  });

  it('says of any text in any field something that can be read, and never throws', () => {
    const text = fc.string();
    const typed = fc.record({
      roleArn: text,
      region: text,
      environmentScope: text,
      vpcId: text,
      nodeCount: text,
    });
    fc.assert(
      fc.property(typed, (fields) => {
        const problems = validateDraft({ ...DRAFT, ...fields }, FACTS);
        for (const problem of Object.values(problems)) ok(problem.message !== '' && problem.remedy !== '');
      }),
    );
  });
});
