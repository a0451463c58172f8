import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import type { Draft, Field } from '../../../src/core/cluster-form/draft';
import { readDraft } from '../../../src/core/cluster-form/read-draft';
import { toSpec, validateDraft } from '../../../src/core/cluster-form/validate';
import { DRAFT, FACTS } from './draft';

const KEY = 'arn:aws:kms:eu-central-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const ADMIN = 'arn:aws:iam::222222222222:role/admin';
const OWN = FACTS.ownPrincipal.kind === 'offered' ? FACTS.ownPrincipal.arn : '';

/** Of a public bug report (hashicorp/terraform#28261), and their kind. */
const RESERVED_BLOCKS = [
  ...['10.0.0.0/8', '192.168.1.0/24', '100.64.0.0/10', '169.254.0.0/16', '172.31.0.0/16', '127.0.0.1/32'],
  ...['0.0.0.0/8', '198.18.0.0/16', '224.0.0.0/4', '255.255.255.255/32', '192.0.0.8/32'],
] as const;

/** What somebody pastes who takes one field for another. */
const PASTED = 'no such thing 🚢 '.repeat(6000);

type Inputs = {
  readonly [F in Field]?: readonly (readonly [what: string, typed: Draft[F], says: RegExp])[];
};

const BAD: Inputs = {
  minNodes: [
    ['a minimum above the node count', '4', /above the node count/],
    ['half a node at least', '0.5', /whole number from 0 to 450/],
  ],
  maxNodes: [
    ['a maximum below the node count', '2', /below the node count/],
    ['no node at most', '0', /whole number from 1 to 450/],
  ],
  volumeSize: [
    ['a disk that is too small for the image', '8', /from 20 to 65536 GiB/],
    ['a disk of no size', '', /whole number/],
  ],
  labels: [
    ['a label without a key', '=shop', /=shop is not a label/],
    ['a label with a space in its value', 'team=my shop', /not a label/],
    ['a label without a value', 'team', /not a label/],
    ['a label whose key is too long for EKS', `${'a'.repeat(60)}/name=a`, /not a label/],
    ['a label that Kubernetes keeps for itself', 'node-role.kubernetes.io/x=1', /reserved/],
    ['a label twice', 'team=a\nteam=b', /team is entered twice/],
  ],
  taints: [
    ['a taint without an effect', 'dedicated=gpu', /dedicated=gpu is not a taint/],
    ['a taint with an effect that does not exist', 'dedicated=gpu:Never', /not a taint/],
    ['a taint twice', 'a=b:NoSchedule\na=c:NoSchedule', /a:NoSchedule is entered twice/],
  ],
  publicCidrs: [
    ['an address in place of a block', '203.0.113.7', /203\.0\.113\.7 is not an IPv4 CIDR block/],
    ['a block that begins in its middle', '203.0.113.7/24', /not an IPv4 CIDR block/],
    ['41 blocks', Array.from({ length: 41 }, (_, i) => `10.0.${i}.0/24`).join('\n'), /at most 40/],
    ['a block twice', '203.0.113.0/24, 203.0.113.0/24', /twice/],
    ...RESERVED_BLOCKS.map(
      (block) => [`the reserved block ${block}`, `203.0.113.0/24\n${block}`, /reserved range/] as const,
    ),
  ],
  kmsKeyArn: [
    ['a key by its ID', '1234abcd-12ab-34cd-56ef-1234567890ab', /not the ARN of a KMS key/],
    ['a key by its alias', KEY.replace(/key\/.*/, 'alias/secrets'), /of an alias/],
    ['a key of no account', KEY.replace('222222222222', ''), /not the ARN of a KMS key/],
    ['a key of another partition', KEY.replace('arn:aws:', 'arn:aws-cn:'), /not the ARN of a KMS key/],
    ['a key of another region', KEY.replace('eu-central-1', 'us-east-1'), /is in us-east-1/],
  ],
  serviceIpv4Cidr: [
    ['service addresses in the VPC', '10.0.0.0/16', /overlaps with 10\.0\.0\.0\/16/],
    ['public service addresses', '8.8.0.0/16', /outside the private/],
    ['too many service addresses', '10.0.0.0/8', /from \/12 to \/24/],
    ['too few service addresses', '10.100.0.0/25', /from \/12 to \/24/],
    ['service addresses with a leading zero', '10.100.00.0/16', /not an IPv4 CIDR block/],
  ],
  administrators: [
    ['a session as administrator', 'arn:aws:sts::222222222222:assumed-role/a/b', /of a session/],
    ['the root user as administrator', 'arn:aws:iam::222222222222:root', /root user/],
    ['an administrator by name', 'admin', /not the ARN of a role or a user/],
    [
      'an administrator of another partition',
      ADMIN.replace('arn:aws:', 'arn:aws-cn:'),
      /not the ARN of a role/,
    ],
    [
      'a service-linked role as administrator',
      'arn:aws:iam::222222222222:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
      /service-linked role/,
    ],
    [
      'a service-linked role without its path',
      ADMIN.replace('admin', 'AWSServiceRoleForAutoScaling'),
      /service-linked role/,
    ],
    [
      'a role of IAM Identity Center without its path',
      ADMIN.replace('admin', 'AWSReservedSSO_Admin_0123456789abcdef'),
      /lacks the path/,
    ],
    [
      'a role of IAM Identity Center with half of its path',
      ADMIN.replace('admin', 'aws-reserved/AWSReservedSSO_Admin_0123456789abcdef'),
      /lacks the path/,
    ],
    [
      'an administrator of another account',
      ADMIN.replace('222222222222', '333333333333'),
      /a different account/,
    ],
  ],
  tags: [
    ['a tag without a key', '=shop', /does not accept the tag/],
    ['a tag that AWS keeps for itself', 'AWS:team=shop', /reserved/],
    ['a tag of ours', 'eks-clusters:operation=1', /reserved/],
    ['a tag without a value', 'team', /does not accept the tag/],
    ['a tag twice', 'team=a\nteam=b', /twice/],
    ['a tag with a long value', `team=${'a'.repeat(257)}`, /does not accept the tag/],
  ],
};

describe('Validating what is asked for beyond the usual', () => {
  for (const [field, inputs] of Object.entries(BAD) as [Field, NonNullable<Inputs['name']>][]) {
    for (const [what, typed, says] of inputs) {
      it(`refuses ${what}, at its field and nowhere else`, () => {
        const problems = validateDraft({ ...DRAFT, [field]: typed }, FACTS);
        deepStrictEqual(Object.keys(problems), [field]);
        match(problems[field]!.message, says);
        match(problems[field]!.remedy, /\.$/);
      });
    }
  }

  for (const field of Object.keys(DRAFT) as Field[]) {
    if (typeof DRAFT[field] !== 'string') continue;
    it(`says what is wrong in a few words where a whole file was pasted: ${field}`, () => {
      const problems = validateDraft({ ...DRAFT, [field]: PASTED }, FACTS);
      for (const { message, remedy } of Object.values(problems)) {
        ok(message.length < 250, `${message.length} characters`);
        ok(remedy.length < 250, `${remedy.length} characters`);
      }
    });
  }

  it('accepts what EKS accepts', () => {
    const change: Partial<Draft> = {
      minNodes: '0',
      maxNodes: '450',
      volumeSize: '65536',
      labels: 'team=shop\nexample.com/tier=web\n\nnode.kubernetes.io/pool=a',
      taints: 'dedicated=gpu:NoSchedule\nspot:PreferNoSchedule',
      publicCidrs: '203.0.113.0/24, 198.51.100.7/32\n0.0.0.0/0 172.32.0.0/16 100.128.0.0/10 192.169.0.0/16',
      kmsKeyArn: KEY.replace('key/', 'key/mrk-'),
      serviceIpv4Cidr: '172.20.0.0/16',
      administrators: [
        ADMIN,
        'arn:aws:iam::222222222222:user/team/ada',
        'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0123456789abcdef',
        'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/eu-west-2/AWSReservedSSO_B_0123456789abcdef',
      ].join('\n'),
      tags: 'team=shop\nKostenstelle=42 ä',
    };
    deepStrictEqual(validateDraft({ ...DRAFT, ...change }, FACTS), {});
  });

  it('ignores fields that the compute does not use', () => {
    const odd = {
      instanceType: '',
      nodeCount: '',
      minNodes: 'x',
      maxNodes: 'x',
      volumeSize: '',
      taints: 'x',
      labels: '=',
    };
    deepStrictEqual(validateDraft({ ...DRAFT, ...odd, compute: 'auto' }, FACTS), {});
    deepStrictEqual(
      validateDraft({ ...DRAFT, taints: 'x', labels: '=', compute: 'self-managed' }, FACTS),
      {},
    );
    const closed = { endpointAccess: 'private', publicCidrs: 'x' } as const;
    deepStrictEqual(validateDraft({ ...DRAFT, ...closed }, FACTS), {});
  });

  it('says that a version in extended support can only be had with it', () => {
    const { supportType } = validateDraft({ ...DRAFT, kubernetesVersion: '1.33' }, FACTS);
    match(supportType!.message, /already in extended support/);
    deepStrictEqual(
      validateDraft({ ...DRAFT, kubernetesVersion: '1.33', supportType: 'EXTENDED' }, FACTS),
      {},
    );
  });
});

describe('Deletion protection', () => {
  it('does not go with deleting what failed, which EKS would refuse', () => {
    const { onFailure } = validateDraft({ ...DRAFT, deletionProtection: true, onFailure: 'delete' }, FACTS);
    match(onFailure!.message, /Deletion protection/);
    deepStrictEqual(validateDraft({ ...DRAFT, deletionProtection: true }, FACTS), {});
  });
});

describe('The spec of a draft with more than the usual', () => {
  it('gives self-managed nodes the service addresses that EKS would choose', () => {
    const cidrWith = (cidrs: readonly string[]) => {
      const vpcs = [{ id: DRAFT.vpcId, cidrs, isDefault: false }];
      return toSpec({ ...DRAFT, compute: 'self-managed' }, { ...FACTS, vpcs }).compute.serviceIpv4Cidr;
    };
    strictEqual(cidrWith(['10.0.0.0/16']), '10.100.0.0/16');
    strictEqual(cidrWith(['192.168.0.0/16', '10.96.0.0/12']), '172.20.0.0/16');
    strictEqual(toSpec(DRAFT, FACTS).compute.serviceIpv4Cidr, undefined);
  });

  it('names each administrator once, and the provision role, which is in anyway, never', () => {
    const of = (change: Partial<Draft>) => toSpec({ ...DRAFT, ...change }, FACTS).administrators;
    deepStrictEqual(of({ administrators: [ADMIN, OWN, DRAFT.roleArn, ADMIN].join('\n') }), [OWN, ADMIN]);
    deepStrictEqual(of({ ownAccess: false }), []);
    const notOffered = { ...FACTS, ownPrincipal: { kind: 'notOffered', reason: 'Root.' } } as const;
    deepStrictEqual(toSpec(DRAFT, notOffered).administrators, []);
  });

  it('reads labels, taints and tags line by line', () => {
    const spec = toSpec(
      { ...DRAFT, labels: 'team = shop\n\nempty', taints: 'a=b:NoExecute', tags: 'equation=1+1=2' },
      FACTS,
    );
    deepStrictEqual(spec.tags, { equation: '1+1=2' });
    deepStrictEqual(spec.compute.kind === 'managed' && [spec.compute.labels, spec.compute.taints], [
      { team: 'shop', empty: '' },
      [{ key: 'a', value: 'b', effect: 'NoExecute' }],
    ]);
  });
});

describe('Reading a draft', () => {
  it('takes no word that is not ours, and keeps the usual one in its place', () => {
    const read = readDraft({ ...DRAFT, compute: 'mainframe', logTypes: ['audit', 'diary'], onFailure: 1 });
    deepStrictEqual([read.compute, read.logTypes, read.onFailure], ['managed', [], 'keep']);
    deepStrictEqual(readDraft({ ...DRAFT, compute: 'auto', addOns: [] }), {
      ...DRAFT,
      compute: 'auto',
      addOns: [],
    });
  });
});
