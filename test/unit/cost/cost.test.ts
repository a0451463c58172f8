import { deepStrictEqual, doesNotMatch, match, strictEqual } from 'node:assert/strict';
import { costOf } from '../../../src/core/cost/cost';
import { controlPlaneText, leftOutText, nodesText } from '../../../src/core/cost/describe-cost';
import type { Draft } from '../../../src/core/cluster-form/draft';
import type { DraftFacts } from '../../../src/core/cluster-form/draft-facts';
import { DRAFT, FACTS } from '../cluster-form/draft';

const VERSIONS: DraftFacts = {
  ...FACTS,
  kubernetesVersions: [
    { version: '1.35', isDefault: true, support: 'standard', endOfStandardSupport: '2027-03-27T00:00:00Z' },
    { version: '1.33', isDefault: false, support: 'extended', endOfExtendedSupport: '2027-07-29T00:00:00Z' },
    { version: '1.32', isDefault: false, support: 'unknown' },
  ],
};

function cost(change: Partial<Draft>, facts = VERSIONS) {
  return costOf({ ...DRAFT, ...change }, facts);
}
const controlPlane = (change: Partial<Draft>, facts = VERSIONS) =>
  controlPlaneText(cost(change, facts).controlPlane, 'en-US');
const nodes = (change: Partial<Draft>) => nodesText(cost(change).nodes, 'en-US');

describe('The cost of a control plane', () => {
  it('is that of standard support, which EKS keeps to by upgrading the cluster', () => {
    strictEqual(
      controlPlane({}),
      '$0.10 per hour, about $73 per month: Kubernetes 1.35 is in standard support. When standard support ends on March 27, 2027, EKS upgrades the cluster and the price does not change.',
    );
  });

  it('rises when standard support ends and the upgrade policy is extended support', () => {
    match(
      controlPlane({ supportType: 'EXTENDED' }),
      /From March 27, 2027, the price is \$0\.60 per hour, about \$438 per month until you upgrade the cluster\.$/,
    );
  });

  it('is that of extended support from the beginning for a version that is in it', () => {
    strictEqual(
      controlPlane({ kubernetesVersion: '1.33', supportType: 'EXTENDED' }),
      '$0.60 per hour, about $438 per month: Kubernetes 1.33 is in extended support, until July 29, 2027.',
    );
  });

  for (const [where, change, facts] of [
    ['EKS does not say which support a version has', { kubernetesVersion: '1.32' }, VERSIONS],
    ['no version is chosen', { kubernetesVersion: '' }, VERSIONS],
    ['versions could not be listed', {}, { levels: [] }],
  ] as const) {
    it(`is either of both where ${where}`, () => {
      match(controlPlane(change, facts), /^\$0\.10 per hour.* in standard support.*\$0\.60 per hour/);
    });
  }

  it('says nothing of dates that EKS does not give', () => {
    const text = controlPlane({}, FACTS);
    match(text, /When standard support ends, EKS upgrades the cluster/);
  });

  it('is written as the user’s language writes money and dates', () => {
    match(controlPlaneText(cost({}).controlPlane, 'de'), /0,10\s\$ .*27\. März 2027/);
  });

  for (const region of ['cn-north-1', 'us-gov-west-1', 'eusc-de-east-1', 'somewhere', ''])
    it(`is not made up for ${region === '' ? 'no region' : region}`, () => {
      doesNotMatch(controlPlane({ region }), /\d/);
    });
});

describe('The cost of nodes', () => {
  it('is that of so many instances of a type', () => {
    strictEqual(nodes({}), '3 × m6i.large.');
  });

  it('names how many there may be', () => {
    strictEqual(nodes({ maxNodes: '1200', nodeCount: '2' }), '2 × m6i.large.');
    match(nodes({ maxNodes: '5', nodeCount: '2' }), /^2 × m6i\.large, up to 5 if the group scales out\.$/);
  });

  it('names Spot, which self-managed nodes never are', () => {
    match(nodes({ capacityType: 'SPOT' }), /^3 × m6i\.large\. Spot Instances/);
    strictEqual(nodes({ capacityType: 'SPOT', compute: 'self-managed' }), '3 × m6i.large.');
  });

  it('names the surcharge of Auto Mode, whose price it does not pretend to know', () => {
    const text = nodes({ compute: 'auto' });
    match(text, /Auto Mode surcharge/);
    doesNotMatch(text, /\$|\d[.,]\d/);
  });

  for (const change of [
    { instanceType: ' ' },
    { instanceType: 'arm 8 vc' },
    { nodeCount: '0' },
    { nodeCount: 'many' },
    { nodeCount: '1e2' },
  ])
    it(`is not known for ${JSON.stringify(change)}`, () => {
      deepStrictEqual(cost(change).nodes, { kind: 'notChosen' });
    });
});

describe('What the cost leaves out', () => {
  it('is said', () => {
    match(leftOutText(cost({})), /the EC2 price of the nodes, disks and volumes, NAT gateways/);
    doesNotMatch(leftOutText(cost({})), /CloudWatch/);
  });

  it('names the logs that CloudWatch charges for', () => {
    match(leftOutText(cost({ logTypes: ['audit', 'api'] })), /CloudWatch \(audit, api\)/);
  });

  it('is for AWS’s calculator of the partition, where there is one', () => {
    deepStrictEqual(
      ['eu-central-1', 'us-gov-west-1', 'cn-north-1', 'us-iso-east-1'].map(
        (region) => cost({ region }).calculator,
      ),
      [
        'https://calculator.aws/#/',
        'https://calculator.aws/#/',
        'https://calculator.amazonaws.cn/#/',
        undefined,
      ],
    );
  });
});
