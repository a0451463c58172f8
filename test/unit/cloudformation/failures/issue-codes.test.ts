import { strictEqual } from 'node:assert/strict';
import type { AddonIssueCode, ClusterIssueCode, ErrorCode, NodegroupIssueCode } from '@aws-sdk/client-eks';
import { FAILURES } from '../../../../src/core/cloudformation/failures';
import { collectEvidence } from '../../../../src/core/cloudformation/failures/evidence';
import { matchFailure } from '../../../../src/core/cloudformation/failures/match-failure';

/** Row by code. A code that EKS adds to the SDK does not compile until it has one. */
const NODEGROUP = {
  AccessDenied: 'cluster-denies-eks',
  AmiIdNotFound: 'image-missing',
  AsgInstanceLaunchFailures: 'launch-failed',
  AutoScalingGroupInstanceRefreshActive: 'auto-scaling-group',
  AutoScalingGroupInvalidConfiguration: 'auto-scaling-group',
  AutoScalingGroupNotFound: 'auto-scaling-group',
  AutoScalingGroupOptInRequired: 'account-not-ready',
  AutoScalingGroupRateLimitExceeded: 'throttled',
  ClusterUnreachable: 'cluster-unreachable',
  Ec2InstanceTypeDoesNotExist: 'type-unknown',
  Ec2LaunchTemplateDeletionFailure: 'left-behind',
  Ec2LaunchTemplateInvalidConfiguration: 'launch-template',
  Ec2LaunchTemplateMaxLimitExceeded: 'template-quota',
  Ec2LaunchTemplateNotFound: 'launch-template',
  Ec2LaunchTemplateVersionMaxLimitExceeded: 'template-quota',
  Ec2LaunchTemplateVersionMismatch: 'launch-template',
  Ec2SecurityGroupDeletionFailure: 'left-behind',
  Ec2SecurityGroupNotFound: 'security-group-missing',
  Ec2SubnetInvalidConfiguration: 'subnet-unfit',
  Ec2SubnetListTooLong: 'subnet-unfit',
  Ec2SubnetMissingIpv6Assignment: 'subnet-unfit',
  Ec2SubnetNotFound: 'subnet-missing',
  IamInstanceProfileNotFound: 'node-role-missing',
  IamLimitExceeded: 'quota',
  IamNodeRoleNotFound: 'node-role-missing',
  IamThrottling: 'throttled',
  InstanceLimitExceeded: 'vcpu-quota',
  InsufficientFreeAddresses: 'no-free-addresses',
  InternalFailure: 'aws-internal',
  KubernetesLabelInvalid: 'labels',
  LimitExceeded: 'quota',
  NodeCreationFailure: 'nodes-not-joined',
  NodeTerminationFailure: 'not-drained',
  PodEvictionFailure: 'not-drained',
  SourceEc2LaunchTemplateNotFound: 'launch-template',
  Unknown: 'aws-internal',
} satisfies Record<NodegroupIssueCode, string>;

const CLUSTER = {
  AccessDenied: 'cluster-denies-eks',
  ClusterUnreachable: 'cluster-unreachable',
  ConfigurationConflict: 'addon-conflict',
  Ec2SecurityGroupNotFound: 'security-group-missing',
  Ec2ServiceNotSubscribed: 'account-not-ready',
  Ec2SubnetNotFound: 'subnet-missing',
  IamRoleNotFound: 'service-role-missing',
  InsufficientFreeAddresses: 'no-free-addresses',
  InternalFailure: 'aws-internal',
  KmsGrantRevoked: 'secrets-key',
  KmsKeyDisabled: 'secrets-key',
  KmsKeyMarkedForDeletion: 'secrets-key',
  KmsKeyNotFound: 'secrets-key',
  Other: 'aws-internal',
  ResourceLimitExceeded: 'quota',
  ResourceNotFound: 'aws-internal',
  StsRegionalEndpointDisabled: 'sts-disabled',
  UnsupportedVersion: 'kubernetes-version',
  VpcNotFound: 'vpc-missing',
} satisfies Record<ClusterIssueCode, string>;

const ADDON = {
  AccessDenied: 'cluster-denies-eks',
  AddonPermissionFailure: 'addon-role',
  AddonSubscriptionNeeded: 'addon-refused',
  AdmissionRequestDenied: 'addon-refused',
  ClusterUnreachable: 'cluster-unreachable',
  ConfigurationConflict: 'addon-conflict',
  InsufficientNumberOfReplicas: 'addon-without-nodes',
  InternalFailure: 'aws-internal',
  K8sResourceNotFound: 'addon-refused',
  UnsupportedAddonModification: 'addon-conflict',
} satisfies Record<AddonIssueCode, string>;

/** Of `Update.errors`. */
const UPDATE = {
  AccessDenied: 'cluster-denies-eks',
  AdmissionRequestDenied: 'addon-refused',
  ClusterUnreachable: 'cluster-unreachable',
  ConfigurationConflict: 'addon-conflict',
  EniLimitReached: 'eni-quota',
  InsufficientFreeAddresses: 'no-free-addresses',
  InsufficientNumberOfReplicas: 'addon-without-nodes',
  IpNotAvailable: 'no-free-addresses',
  K8sResourceNotFound: 'addon-refused',
  NodeCreationFailure: 'nodes-not-joined',
  OperationNotPermitted: 'not-permitted-now',
  PodEvictionFailure: 'not-drained',
  SecurityGroupNotFound: 'security-group-missing',
  SubnetNotFound: 'subnet-missing',
  Unknown: 'aws-internal',
  UnsupportedAddonModification: 'addon-conflict',
  VpcIdNotFound: 'vpc-missing',
} satisfies Record<ErrorCode, string>;

const OF = { 'node group': NODEGROUP, cluster: CLUSTER, 'add-on': ADDON, update: UPDATE };

describe('A health issue of EKS', () => {
  for (const [of, rows] of Object.entries(OF)) {
    for (const [code, id] of Object.entries(rows)) {
      it(`is understood by its code alone: ${code} of a ${of}`, () => {
        const issue = { code, message: 'Something is not as it was.', resourceIds: [] };
        strictEqual(matchFailure(collectEvidence('', { issues: [issue], activities: [] }))?.row.id, id);
      });
    }
  }

  it('belongs to one row', () => {
    const codes = FAILURES.flatMap(({ issueCodes = [] }) => issueCodes);
    strictEqual(new Set(codes).size, codes.length);
    const known = new Set(Object.keys({ ...NODEGROUP, ...CLUSTER, ...ADDON, ...UPDATE }));
    strictEqual(known.size, codes.length);
  });
});
