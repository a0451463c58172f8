import { strictEqual } from 'node:assert/strict';
import { BlockList, isIPv4 } from 'node:net';
import fc from 'fast-check';
import type { Draft, Field } from '../../../src/core/cluster-form/draft';
import { validateDraft, type DraftFacts } from '../../../src/core/cluster-form/validate';
import { DRAFT, FACTS } from './draft';

/** With nothing known but the levels, so that nothing but the pattern decides. */
const NOTHING_KNOWN: DraftFacts = { levels: FACTS.levels };

type TextField = { [F in Field]: Draft[F] extends string ? F : never }[Field];

/** What AWS's own documents say of what is typed into a field, written down a second time and in another way. */
interface Pattern {
  readonly field: TextField;
  readonly where: string;
  /** Texts that are right or nearly so. */
  readonly typed: fc.Arbitrary<string>;
  /** @param text without space around it */
  readonly accepts: (text: string) => boolean;
}

const PATTERNS: readonly Pattern[] = [
  {
    field: 'name',
    where: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
    typed: fc.stringMatching(/^[\w-]{0,104}$/),
    accepts: (text) => /^[0-9A-Za-z][A-Za-z0-9\-_]*$/.test(text) && text.length <= 100,
  },
  {
    field: 'roleArn',
    where: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html',
    typed: fc.stringMatching(
      /^arn:aws(-cn|-us-gov|-iso-b)?:iam::2{11,13}:role\/([\w+=,.@-]{1,5}\/){0,3}[\w+=,.@:-]{0,66}$/,
    ),
    accepts: (text) => {
      const [path = '', ...more] = text.split(':role/').reverse();
      return (
        text.length >= 20 &&
        /^arn:aws[a-zA-Z-]*:iam::\d{12}$/.test(more.join()) &&
        path.split('/').every((part) => /^[\w+=,.@-]+$/.test(part)) &&
        path.slice(path.lastIndexOf('/') + 1).length <= 64
      );
    },
  },
  {
    field: 'nodeCount',
    where: 'https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html',
    typed: fc.oneof(fc.integer({ min: -2, max: 460 }).map(String), fc.double().map(String)),
    accepts: (text) => Number.isInteger(Number(text)) && Number(text) >= 1 && Number(text) <= 450,
  },
  {
    field: 'kmsKeyArn',
    where: 'https://docs.aws.amazon.com/kms/latest/developerguide/concepts-intro.html',
    typed: fc.stringMatching(
      /^(arn:aws(-cn)?:kms:eu-(central|west)-1:(2{12}|2{11}|aws|):(key|alias)\/[\w:-]{0,40})?$/,
    ),
    accepts: (text) => text === '' || /^arn:aws[a-z-]*:kms:eu-central-1:\d{12}:key\/[\w-]+$/.test(text),
  },
  {
    field: 'publicCidrs',
    where: 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    typed: fc.array(cidr(), { maxLength: 44 }).map((blocks) => blocks.join('\n')),
    accepts: (text) => {
      const blocks = text.split('\n').filter((block) => block !== '');
      const areGood = blocks.every((block) => isBlock(block) && !isReserved(block));
      return blocks.length <= 40 && new Set(blocks).size === blocks.length && areGood;
    },
  },
  {
    field: 'serviceIpv4Cidr',
    where: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html',
    typed: cidr(),
    accepts: (text) => {
      const [address = '', length = ''] = text.split('/');
      if (text === '') return true;
      return (
        isBlock(text) && Number(length) >= 12 && Number(length) <= 24 && isPrivate(address, Number(length))
      );
    },
  },
  {
    field: 'labels',
    where: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html',
    typed: fc.stringMatching(/^([a-z.-]{0,60}\/)?[\w.-]{0,65}(=[\w.-]{0,65})?$/),
    accepts: (text) => {
      const [key = '', value = ''] = text.split('=');
      return text === '' || (isKubernetesKey(key) && isKubernetesName(value));
    },
  },
  {
    field: 'taints',
    where: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html',
    typed: fc.stringMatching(
      /^([a-z.-]{0,60}\/)?[\w.-]{0,65}(=[\w.-]{0,65})?(:(NoSchedule|NoExecute|PreferNoSchedule|Never))?$/,
    ),
    accepts: (text) => {
      const [pair = '', effect = ''] = text.split(':');
      const [key = '', value = ''] = pair.split('=');
      const isTaint = ['NoSchedule', 'NoExecute', 'PreferNoSchedule'].includes(effect);
      return text === '' || (isTaint && isKubernetesKey(key) && (value === '' || isKubernetesName(value)));
    },
  },
  {
    field: 'tags',
    where: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Tag.html',
    typed: fc.stringMatching(/^(aws:|AwS:)?[\w é.:/+@*-]{0,130}(=[\w =.:/+@-]{0,258})?$/),
    accepts: (text) => {
      const at = text.indexOf('=');
      const [key, value] = at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
      const isTag = [key, value].every((part) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u.test(part));
      const isShort = key.length <= 128 && value.length <= 256;
      return text === '' || (isTag && isShort && !key.toLowerCase().startsWith('aws:'));
    },
  },
];

describe('What the form takes', () => {
  for (const { field, where, typed, accepts } of PATTERNS) {
    it(`as ${field} is exactly what AWS takes (${where})`, () => {
      fc.assert(
        fc.property(fc.oneof({ weight: 9, arbitrary: typed }, fc.string()), (text) => {
          const problem = validateDraft({ ...DRAFT, [field]: text }, NOTHING_KNOWN)[field];
          strictEqual(problem === undefined, accepts(text.trim()), problem?.message ?? 'is accepted');
        }),
      );
    });
  }

  it('as minimum, count and maximum of nodes is in this order, and within what EKS gives a node group', () => {
    const number = fc.oneof(fc.integer({ min: -1, max: 5 }), fc.integer({ min: 447, max: 452 }));
    fc.assert(
      fc.property(number, number, number, (least, count, most) => {
        const sizes = { minNodes: String(least), nodeCount: String(count), maxNodes: String(most) };
        const isTaken = Object.keys(validateDraft({ ...DRAFT, ...sizes }, NOTHING_KNOWN)).length === 0;
        strictEqual(isTaken, 0 <= least && least <= count && count <= most && count >= 1 && most <= 450);
      }),
    );
  });
});

/** Nearly a block: now and then it begins in its middle, or has a byte or a length too large. */
function cidr(): fc.Arbitrary<string> {
  const byte = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(10, 172, 192, 168, 16, 0) }, fc.nat(260));
  const length = fc.integer({ min: 0, max: 34 });
  const zeroed = fc.tuple(byte, byte, length).map(([a, b, bits]) => `${a}.${b}.0.0/${bits}`);
  return fc.oneof(
    { weight: 4, arbitrary: zeroed },
    fc.tuple(byte, byte, byte, byte, length).map(([a, b, c, d, bits]) => `${a}.${b}.${c}.${d}/${bits}`),
  );
}

function isBlock(text: string): boolean {
  const [address = '', length = '', ...more] = text.split('/');
  if (!isIPv4(address) || !/^\d\d?$/.test(length) || Number(length) > 32 || more.length > 0) return false;
  const bits = address.split('.').map((byte) => Number(byte).toString(2).padStart(8, '0'));
  return /^0*$/.test(bits.join('').slice(Number(length)));
}

/** Within one block of RFC 6890, by the block's bits. */
function isReserved(block: string): boolean {
  const [address = '', length = ''] = block.split('/');
  const bits = address.split('.').map((byte) => Number(byte).toString(2).padStart(8, '0'));
  return RESERVED_BITS.some(
    (reserved) => Number(length) >= reserved.length && bits.join('').startsWith(reserved),
  );
}

const RESERVED_BITS = [
  ...['00000000', '00001010', '0110010001', '01111111', '1010100111111110', '101011000001'],
  ...['110000000000000000000000', '1100000010101000', '110001100001001', '1110', '1111'],
];

/** RFC 1918, first address and last. */
function isPrivate(address: string, length: number): boolean {
  const ranges = new BlockList();
  ranges.addSubnet('10.0.0.0', 8);
  ranges.addSubnet('172.16.0.0', 12);
  ranges.addSubnet('192.168.0.0', 16);
  const own = new BlockList();
  own.addSubnet(address, length);
  const isWider = [
    '9.255.255.255',
    '11.0.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
  ];
  return ranges.check(address) && !isWider.some((outside) => own.check(outside));
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set; EKS: at most 63 characters. */
function isKubernetesKey(key: string): boolean {
  const [name = '', ...prefix] = key.split('/').reverse();
  const isDnsName = prefix.every((dns) =>
    dns.split('.').every((part) => /^[a-z]([a-z-]*[a-z])?$/.test(part)),
  );
  return key.length <= 63 && isKubernetesName(name) && isDnsName;
}

function isKubernetesName(name: string): boolean {
  return name.length <= 63 && /^[A-Za-z0-9]$|^[A-Za-z0-9][\w.-]*[A-Za-z0-9]$/.test(name);
}
