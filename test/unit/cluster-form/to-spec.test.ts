import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { amiTypeByName } from '../../../src/core/cluster-form/ami-type';
import type { Draft } from '../../../src/core/cluster-form/draft';
import { toSpec, validateDraft } from '../../../src/core/cluster-form/validate';
import { DRAFT, FACTS } from './draft';

/** Fields whose values we define, and not the user. */
const WORDS = [
  'compute',
  'capacityType',
  'endpointAccess',
  'logTypes',
  'addOns',
  'autoAddOns',
  'supportType',
  'onFailure',
  'level',
];

function padded(draft: Draft): Draft {
  const pad = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(pad);
    return typeof value === 'string' ? `  ${value}\n` : value;
  };
  const fields = Object.entries(draft).map(([field, value]) =>
    WORDS.includes(field) ? [field, value as unknown] : [field, pad(value)],
  );
  return Object.fromEntries(fields) as Draft;
}

describe('The spec of a draft', () => {
  it('holds what was chosen', () => {
    deepStrictEqual(toSpec({ ...DRAFT, keyPair: 'admin', managed: false }, FACTS), {
      name: 'demo',
      environmentScope: '*',
      kubernetesVersion: '1.35',
      supportType: 'STANDARD',
      serviceRoleArn: 'arn:aws:iam::222222222222:role/eks-service-role',
      keyPair: 'admin',
      vpcId: 'vpc-0a1b2c3d',
      subnetIds: ['subnet-0000000a', 'subnet-0000000b'],
      securityGroupId: 'sg-0a1b2c3d',
      compute: {
        kind: 'managed',
        instanceType: 'm6i.large',
        amiType: 'AL2023_x86_64_STANDARD',
        nodeCount: 3,
        minNodes: 1,
        maxNodes: 3,
        volumeSize: 20,
        capacityType: 'ON_DEMAND',
        labels: {},
        taints: [],
        serviceIpv4Cidr: undefined,
      },
      endpoint: { access: 'public-and-private', publicCidrs: [] },
      logTypes: [],
      kmsKeyArn: undefined,
      addOns: ['eks-pod-identity-agent', 'aws-ebs-csi-driver', 'metrics-server'],
      administrators: ['arn:aws:iam::222222222222:role/team/developer'],
      permissionsBoundary: undefined,
      rolePath: undefined,
      deletionProtection: false,
      tags: {},
      onFailure: 'keep',
      managed: false,
      namespacePerEnvironment: true,
    });
  });

  it('is the same with space around every pasted text', () => {
    deepStrictEqual(validateDraft(padded(DRAFT), FACTS), {});
    deepStrictEqual(toSpec(padded(DRAFT), FACTS), toSpec(DRAFT, FACTS));
  });

  it('has no key pair where none is chosen', () => {
    strictEqual(toSpec(DRAFT, FACTS).keyPair, undefined);
  });

  it('takes the AMI type from what EC2 says of the instance type', () => {
    const { compute } = toSpec({ ...DRAFT, instanceType: 'm7g.large' }, FACTS);
    strictEqual(compute.kind === 'managed' && compute.amiType, 'AL2023_ARM_64_STANDARD');
  });

  it('has the upgrade policy that was chosen, which never costs more than was agreed to', () => {
    strictEqual(toSpec({ ...DRAFT, supportType: 'EXTENDED' }, FACTS).supportType, 'EXTENDED');
    strictEqual(toSpec(DRAFT, { levels: [] }).supportType, 'STANDARD');
  });
});

describe('The AMI type by an instance type’s name', () => {
  const cases = {
    'm6i.large': 'AL2023_x86_64_STANDARD',
    'c7gd.xlarge': 'AL2023_ARM_64_STANDARD',
    't4g.medium': 'AL2023_ARM_64_STANDARD',
    'im4gn.large': 'AL2023_ARM_64_STANDARD',
    'a1.large': 'AL2023_ARM_64_STANDARD',
    'g6.xlarge': 'AL2023_x86_64_NVIDIA',
    'p5.48xlarge': 'AL2023_x86_64_NVIDIA',
    'g5g.xlarge': 'AL2023_ARM_64_NVIDIA',
    'p6e-gb200.36xlarge': 'AL2023_ARM_64_NVIDIA',
    'inf2.xlarge': 'AL2023_x86_64_NEURON',
    'trn1n.32xlarge': 'AL2023_x86_64_NEURON',
  };
  for (const [instanceType, amiType] of Object.entries(cases)) {
    it(`is ${amiType} for ${instanceType}`, () => strictEqual(amiTypeByName(instanceType), amiType));
  }
});
