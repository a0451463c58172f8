import * as v from 'valibot';
import {
  ADD_ONS,
  AMI_TYPES,
  CAPACITY_TYPES,
  FAILURE_POLICIES,
  LOG_TYPES,
  SUPPORT_TYPES,
  TAINT_EFFECTS,
  type ChosenNodes,
  type ClusterSpec,
  type Compute,
  type Taint,
} from '../core/cluster-form/cluster-spec';
import { COUNT, object, oneOf, TEXT_MAP, TEXTS, type Entries } from './schema';

const NODES: Entries<ChosenNodes> = {
  instanceType: v.string(),
  otherTypes: v.optional(TEXTS),
  amiType: v.picklist(AMI_TYPES),
  nodeCount: COUNT,
  minNodes: COUNT,
  maxNodes: COUNT,
  volumeSize: COUNT,
};

const COMPUTE = oneOf<Compute, 'kind'>('kind', {
  managed: {
    ...NODES,
    capacityType: v.picklist(CAPACITY_TYPES),
    labels: TEXT_MAP,
    taints: v.array(object<Taint>({ key: v.string(), value: v.string(), effect: v.picklist(TAINT_EFFECTS) })),
    serviceIpv4Cidr: v.optional(v.string()),
  },
  auto: { serviceIpv4Cidr: v.optional(v.string()) },
  'self-managed': { ...NODES, serviceIpv4Cidr: v.string() },
});

const ENDPOINT = v.variant('access', [
  v.looseObject({ access: v.literal('private') }),
  v.looseObject({ access: v.picklist(['public', 'public-and-private']), publicCidrs: TEXTS }),
]);

/** A cluster as it was asked for. A property that 0.1.0 did not have is optional. */
export const SPEC = object<ClusterSpec>({
  name: v.string(),
  environmentScope: v.string(),
  kubernetesVersion: v.string(),
  supportType: v.picklist(SUPPORT_TYPES),
  serviceRoleArn: v.string(),
  keyPair: v.optional(v.string()),
  vpcId: v.string(),
  subnetIds: TEXTS,
  securityGroupId: v.string(),
  compute: COMPUTE,
  endpoint: ENDPOINT,
  logTypes: v.array(v.picklist(LOG_TYPES)),
  kmsKeyArn: v.optional(v.string()),
  permissionsBoundary: v.optional(v.string()),
  rolePath: v.optional(v.string()),
  addOns: v.array(v.picklist(ADD_ONS)),
  administrators: TEXTS,
  deletionProtection: v.boolean(),
  tags: TEXT_MAP,
  onFailure: v.picklist(FAILURE_POLICIES),
  managed: v.boolean(),
  namespacePerEnvironment: v.boolean(),
});
