import type { Draft } from '../cluster-form/draft';
import type { PermissionTable } from './permission';

/** What a cluster of any compute may use besides, each with permissions of its own. */
export type Extra = 'kmsKey' | 'spot' | 'autoAddOns';

export const EXTRA_KINDS = ['kmsKey', 'spot', 'autoAddOns'] as const satisfies readonly Extra[];

/** What the cluster that the form describes uses besides. */
export function extrasFor({ compute, capacityType, kmsKeyArn, autoAddOns }: Draft): readonly Extra[] {
  return [
    ...(kmsKeyArn === '' ? [] : ['kmsKey' as const]),
    ...(compute === 'managed' && capacityType === 'SPOT' ? ['spot' as const] : []),
    ...(compute === 'auto' && autoAddOns.length > 0 ? ['autoAddOns' as const] : []),
  ];
}

export const EXTRAS: { readonly [E in Extra]: PermissionTable } = {
  /** A key of the customer's for the cluster's secrets. https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html */
  kmsKey: {
    KmsKeys: [['kms:DescribeKey', ['preflight', 'create'], 'EKS checks the key for the cluster’s secrets']],
    KmsGrants: [['kms:CreateGrant', ['create'], 'lets EKS use the key for the cluster’s secrets']],
  },
  /** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/service-linked-roles-spot-instance-requests.html */
  spot: {
    SpotServiceLinkedRole: [
      ['iam:CreateServiceLinkedRole', ['create'], 'EC2’s own role for Spot Instances, once an account'],
    ],
  },
  /** https://docs.aws.amazon.com/eks/latest/userguide/creating-an-add-on.html */
  autoAddOns: {
    Clusters: [
      ['eks:CreateAddon', ['create'], 'installs metrics-server in Auto Mode'],
      ['eks:DescribeAddon', ['create', 'explain', 'delete'], 'CloudFormation waits for the add-on'],
      ['eks:UpdateAddon', ['retry'], 'corrects an add-on'],
      ['eks:DeleteAddon', ['delete'], 'removes the add-ons'],
    ],
  },
};
