import type { Extra } from '../../../src/core/policy';

/**
 * Actions that nothing fails without, here, and the documentation that asks for them. The proof holds each to that: once
 * something does fail, the action leaves this list.
 */
export const UNEXERCISED: Readonly<Record<string, string>> = {
  'cloudformation:DescribeEvents':
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeEvents.html',
  // What EC2 refuses says in plain words too, as far as these go, what was refused.
  'sts:DecodeAuthorizationMessage':
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html',
};

/** No template here has a key of the customer's or Spot Instances yet. */
export const ASKED_FOR_BY_EXTRAS: {
  readonly [E in Exclude<Extra, 'deploy' | 'cleanUpImages'>]: Readonly<Record<string, string>>;
} = {
  kmsKey: {
    'kms:DescribeKey': 'https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html',
    'kms:CreateGrant': 'https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html',
  },
  spot: {
    'iam:CreateServiceLinkedRole':
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/service-linked-roles-spot-instance-requests.html',
  },
  autoAddOns: {
    'eks:CreateAddon': 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html',
    'eks:DescribeAddon': 'https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddon.html',
    'eks:UpdateAddon': 'https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateAddon.html',
    'eks:DeleteAddon': 'https://docs.aws.amazon.com/eks/latest/APIReference/API_DeleteAddon.html',
  },
};
