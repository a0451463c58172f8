import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import {
  ADD_ONS,
  COMPUTE_KINDS,
  type ClusterSpec,
  type Compute,
} from '../../../src/core/cluster-form/cluster-spec';
import { resourceLabel, variantOf, templateBody, templateResources } from '../../../src/core/template';
import type { ValueMap } from '../../sandbox/cloudformation/template/template';
import { AUTO, MANAGED, SELF_MANAGED, SELF_MANAGED_COMPUTE, SPEC } from '../../fakes/cluster-spec';
import { order, plan, properties } from './planned';

const SPECS: { readonly [C in Compute['kind']]: ClusterSpec } = {
  managed: SPEC,
  auto: AUTO,
  'self-managed': SELF_MANAGED,
};
const ADMINISTRATORS = ['arn:aws:iam::222222222222:role/team/a', 'arn:aws:iam::222222222222:user/b'];

function network(change: Partial<ClusterSpec>): ValueMap {
  return properties('Cluster', { ...SPEC, ...change }).ResourcesVpcConfig as ValueMap;
}

for (const kind of COMPUTE_KINDS) {
  describe(`What is asked of a ${kind} cluster in Advanced`, () => {
    const cluster = (change: Partial<ClusterSpec>) => properties('Cluster', { ...SPECS[kind], ...change });

    it('encrypts secrets with a key of the customer’s only where one is named', () => {
      const kmsKeyArn = 'arn:aws:kms:eu-central-1:222222222222:key/1';
      deepStrictEqual(cluster({ kmsKeyArn }).EncryptionConfig, [
        { Provider: { KeyArn: kmsKeyArn }, Resources: ['secrets'] },
      ]);
      strictEqual('EncryptionConfig' in cluster({}), false);
    });

    it('protects the cluster against deletion', () => {
      strictEqual(cluster({ deletionProtection: true }).DeletionProtection, 'true');
      strictEqual(cluster({}).DeletionProtection, 'false');
    });

    it('gives services the addresses that were asked for', () => {
      const compute = { ...SPECS[kind].compute, serviceIpv4Cidr: '172.30.0.0/16' };
      const { ServiceIpv4Cidr } = cluster({ compute }).KubernetesNetworkConfig as ValueMap;
      strictEqual(ServiceIpv4Cidr, '172.30.0.0/16');
    });

    it('lets each administrator in by an entry of its own, and names it in words', () => {
      const spec = { ...SPECS[kind], administrators: ADMINISTRATORS };
      const principals = ['Administrator1', 'Administrator2'].map((id) => properties(id, spec).PrincipalArn);
      deepStrictEqual(principals, ADMINISTRATORS);
      deepStrictEqual(
        properties('Administrator1', spec).AccessPolicies,
        properties('AdminAccess', spec).AccessPolicies,
      );
      strictEqual(resourceLabel('Administrator2'), 'Access for administrator 2');
    });

    it('stays small enough to be sent with all that may be asked for', () => {
      const spec: ClusterSpec = {
        ...SPECS[kind],
        administrators: Array.from({ length: 20 }, (_, i) => `arn:aws:iam::222222222222:role/r${i}`),
        logTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
        addOns: ['eks-pod-identity-agent', 'aws-ebs-csi-driver', 'metrics-server'],
      };
      strictEqual(Buffer.byteLength(templateBody(variantOf(spec))) <= 51_200, true);
    });
  });
}

describe('The cluster’s endpoint', () => {
  it('is reached from where the user says', () => {
    const publicCidrs = ['203.0.113.0/24', '198.51.100.7/32'];
    const open = network({ endpoint: { access: 'public', publicCidrs } });
    deepStrictEqual(
      [open.EndpointPublicAccess, open.EndpointPrivateAccess, open.PublicAccessCidrs],
      ['true', 'false', publicCidrs],
    );
    const closed = network({ endpoint: { access: 'private' } });
    deepStrictEqual([closed.EndpointPublicAccess, closed.EndpointPrivateAccess], ['false', 'true']);
  });
});

describe('Nodes of a chosen type', () => {
  it('may be fewer or more than at first', () => {
    const sizes = { nodeCount: 2, minNodes: 0, maxNodes: 9 };
    const { ScalingConfig } = properties('NodeGroup', { ...SPEC, compute: { ...MANAGED, ...sizes } });
    deepStrictEqual(ScalingConfig, { MinSize: '0', DesiredSize: '2', MaxSize: '9' });
    const group = properties('NodeGroup', { ...SPEC, compute: { ...SELF_MANAGED_COMPUTE, ...sizes } });
    deepStrictEqual([group.MinSize, group.DesiredCapacity, group.MaxSize], ['0', '2', '9']);
  });

  it('have the disk that was asked for', () => {
    for (const compute of [MANAGED, SELF_MANAGED_COMPUTE]) {
      const launch = properties('NodeLaunchTemplate', { ...SPEC, compute: { ...compute, volumeSize: 80 } });
      strictEqual(JSON.stringify(launch).includes('"VolumeSize":"80"'), true);
    }
  });

  it('are Spot Instances with labels and taints where a managed node group is asked for them', () => {
    const nodes = properties('NodeGroup', {
      ...SPEC,
      compute: {
        ...MANAGED,
        capacityType: 'SPOT',
        labels: { team: 'shop' },
        taints: [
          { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' },
          { key: 'spot', value: '', effect: 'PreferNoSchedule' },
        ],
      },
    });
    deepStrictEqual([nodes.CapacityType, nodes.Labels], ['SPOT', { team: 'shop' }]);
    deepStrictEqual(nodes.Taints, [
      { Key: 'dedicated', Value: 'gpu', Effect: 'NO_SCHEDULE' },
      { Key: 'spot', Effect: 'PREFER_NO_SCHEDULE' },
    ]);
  });
});

describe('Add-ons', () => {
  const made = (addOns: ClusterSpec['addOns']) => [
    ...templateResources(variantOf({ ...SPEC, addOns })).keys(),
  ];

  it('are those that were chosen, and the agent that the EBS CSI driver needs', () => {
    const without = made([]);
    const added = (addOns: ClusterSpec['addOns']) => made(addOns).filter((id) => !without.includes(id));
    deepStrictEqual(added(['aws-ebs-csi-driver']), ['PodIdentityAgent', 'EbsCsiRole', 'EbsCsi']);
    deepStrictEqual(added(['eks-pod-identity-agent']), ['PodIdentityAgent']);
    deepStrictEqual(added(['metrics-server']), ['MetricsServer']);
  });

  it('that run on nodes wait for them', () => {
    const { MetricsServer } = order({ ...SPEC, addOns: ['metrics-server'] });
    deepStrictEqual(MetricsServer, ['Cluster', 'NodeGroup']);
  });

  it('are not installed in Auto Mode unless chosen: most are built in', () => {
    const inAuto = (addOns: ClusterSpec['addOns']) => [
      ...templateResources(variantOf({ ...AUTO, addOns })).entries(),
    ];
    const added = (addOns: ClusterSpec['addOns']) =>
      inAuto(addOns).flatMap(([id, type]) => (type === 'AWS::EKS::Addon' ? [id] : []));
    deepStrictEqual(added(['eks-pod-identity-agent', 'aws-ebs-csi-driver']), []);
    deepStrictEqual(added(ADD_ONS), ['MetricsServer']);
  });
});

describe('CloudFormation', () => {
  it('refuses service addresses of the wrong size before it creates anything', () => {
    const compute = { ...SELF_MANAGED_COMPUTE, serviceIpv4Cidr: '10.100.0.0/8' };
    throws(() => plan({ ...SPEC, compute }), /ServiceIpv4Cidr/);
  });
});
