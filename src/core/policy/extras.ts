import type { Draft } from '../cluster-form/draft';
import type { PermissionTable } from './permission';

/** What a cluster of any compute may use besides, and what is done with it, each with permissions of its own. */
export type Extra = 'kmsKey' | 'spot' | 'autoAddOns' | 'deploy' | 'cleanUpImages';

/** Those that a cluster is created with. */
export const CLUSTER_EXTRAS = ['kmsKey', 'spot', 'autoAddOns'] as const satisfies readonly Extra[];

export const EXTRA_KINDS = [...CLUSTER_EXTRAS, 'deploy', 'cleanUpImages'] as const satisfies readonly Extra[];

/** What the cluster that the form describes uses besides. It is for applications, so these can be deployed. */
export function extrasFor({ compute, capacityType, kmsKeyArn, autoAddOns }: Draft): readonly Extra[] {
  return [
    ...(kmsKeyArn === '' ? [] : ['kmsKey' as const]),
    ...(compute === 'managed' && capacityType === 'SPOT' ? ['spot' as const] : []),
    ...(compute === 'auto' && autoAddOns.length > 0 ? ['autoAddOns' as const] : []),
    'deploy',
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
  /** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html */
  deploy: {
    Anything: [['ecr:GetAuthorizationToken', ['deploy'], 'signs in to the registry']],
    Repositories: [
      ['ecr:DescribeRepositories', ['deploy'], 'finds the repository of a project'],
      ['ecr:CreateRepository', ['deploy'], 'creates it at the first deployment'],
      ['ecr:TagResource', ['deploy'], 'marks it as ours'],
      ['ecr:PutLifecyclePolicy', ['deploy'], 'deletes images without a tag after a week'],
      ['ecr:BatchCheckLayerAvailability', ['deploy'], 'finds layers that need no upload'],
      ['ecr:InitiateLayerUpload', ['deploy'], 'uploads layers'],
      ['ecr:UploadLayerPart', ['deploy'], 'uploads layers'],
      ['ecr:CompleteLayerUpload', ['deploy'], 'uploads layers'],
      ['ecr:PutImage', ['deploy'], 'uploads the image'],
      ['ecr:DescribeImages', ['deploy'], 'finds an image and its digest'],
      ['ecr:BatchGetImage', ['deploy'], 'reads which architecture an image is for'],
      ['ecr:GetDownloadUrlForLayer', ['deploy'], 'reads which architecture an image is for'],
    ],
    Clusters: [
      ['eks:CreateAddon', ['metrics'], 'installs add-ons, metrics-server also in clusters that exist'],
      ['eks:DescribeAddon', ['metrics'], 'follows how add-ons are installed'],
    ],
  },
  /** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html */
  cleanUpImages: {
    Repositories: [
      ['ecr:DescribeImages', ['deploy'], 'finds an image and its digest'],
      ['ecr:BatchDeleteImage', ['cleanUp'], 'deletes images that no deployment names'],
    ],
  },
};
