import { readFileSync } from 'node:fs';
import { handler, USER, type Sentence } from './sentence';

const POLICY = 'arn:aws:iam::aws:policy';

/** Verbatim where a place is given; otherwise put together from the service’s documentation. */
export const ACCESS: readonly Sentence[] = [
  {
    number: 3, // https://github.com/rancher/rancher/issues/37651
    text: handler(
      `The provided role doesn't have the Amazon EKS Managed Policies associated with it. Please ensure the following policies [${POLICY}/AmazonEKSClusterPolicy] are attached`,
    ),
    id: 'service-role-policies',
    cause: /lacks the policy AmazonEKSClusterPolicy/,
    remedy: /to the service role \(not to the provision role\) with aws iam attach-role-policy/,
    field: 'serviceRoleArn',
  },
  {
    number: 3,
    text: handler(
      `The provided role doesn't have the Amazon EKS Managed Policies associated with it. Please ensure the following policies [${POLICY}/AmazonEKSComputePolicy, ${POLICY}/AmazonEKSBlockStoragePolicy] are attached`,
    ),
    id: 'auto-mode-role-policies',
    cause: /Auto Mode needs: AmazonEKSComputePolicy, AmazonEKSBlockStoragePolicy\./,
    remedy: /service role/,
    field: 'serviceRoleArn',
  },
  {
    // https://github.com/aws/containers-roadmap/issues/1610
    text: handler(
      `The provided role doesn't have the Amazon EKS Managed Policies associated with it. Please ensure the following policies ${POLICY}/AmazonEKSWorkerNodePolicy, ${POLICY}/AmazonEC2ContainerRegistryReadOnly are attached`,
    ),
    id: 'node-role-policies',
    cause: /AmazonEKSWorkerNodePolicy, AmazonEC2ContainerRegistryReadOnly/,
    remedy: /try again/,
  },
  {
    number: 4, // https://github.com/crossplane-contrib/provider-aws/issues/218
    text: handler(
      'Role with arn: arn:aws:iam::609897127049:role/eks-service, could not be assumed because it does not exist or the trusted entity is not correct',
    ),
    id: 'service-role-trust',
    cause: /does not trust eks\.amazonaws\.com/,
    remedy: /sts:TagSession/,
    field: 'serviceRoleArn',
  },
  {
    number: 4, // https://github.com/aws/amazon-cloudwatch-agent-test/issues/220
    text: handler(
      'Following required service principals [eks.amazonaws.com] were not found in the trust relationships of clusterRole arn:aws:iam::222222222222:role/cwa-e2e-iam-role',
    ),
    id: 'service-role-trust',
    cause: /does not trust/,
    remedy: /trust relationship/,
    field: 'serviceRoleArn',
  },
  {
    // https://github.com/eksctl-io/eksctl/issues/3290
    text: handler(
      'Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole arn:aws:iam::735707224535:role/eksctl-instance-role',
    ),
    id: 'node-role-trust',
    cause: /node role does not trust ec2\.amazonaws\.com/,
    remedy: /try again/,
  },
  {
    number: 5,
    text: `${USER} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/eks-provision`,
    id: 'assume-role',
    cause: /could not be assumed/,
    remedy: /three things/,
    field: 'roleArn',
  },
  {
    number: 6,
    text: handler(
      `${USER} is not authorized to perform: eks:CreateCluster on resource: arn:aws:eks:eu-central-1:222222222222:cluster/demo because no identity-based policy allows the eks:CreateCluster action`,
      'AccessDenied',
    ),
    id: 'denied',
    cause:
      /^The provision role lacks a permission: eks:CreateCluster on arn:aws:eks:eu-central-1:222222222222:cluster\/demo\. /,
    remedy: /Generate IAM Policy/,
  },
  {
    number: 6,
    text: `${USER} is not authorized to perform: eks:CreateCluster on resource: * with an explicit deny in a service control policy`,
    id: 'denied',
    cause: /^Denied by your AWS organization: eks:CreateCluster\. /,
    remedy: /your organization’s administrator/,
  },
  {
    number: 6,
    text: `${USER} is not authorized to perform: iam:CreateRole on resource: role x because no permissions boundary allows the iam:CreateRole action`,
    id: 'denied',
    cause: /^Not allowed by a permissions boundary: iam:CreateRole on role x\. /,
    remedy: /boundary/,
  },
  {
    number: 7, // https://github.com/eksctl-io/eksctl/issues/834
    text: 'API: autoscaling:CreateAutoScalingGroup You are not authorized to use launch template: eksctl-kube-test-nodegroup-kube-nodes',
    id: 'launch-denied',
    cause: /launch template/,
    remedy: /ec2:RunInstances/,
  },
  {
    number: 7,
    text: handler('You are not authorized to launch instances with this launch template.'),
    id: 'launch-denied',
    cause: /launch template/,
    remedy: /iam:PassRole/,
  },
  {
    number: 7,
    text: 'You are not authorized to perform this operation.',
    id: 'denied-unsaid',
    cause: /does not say which/,
    remedy: /sts:DecodeAuthorizationMessage/,
  },
  {
    number: 22, // https://github.com/XenitAB/terraform-modules/pull/396
    text: handler(
      "Failed to create service linked role: AWSServiceRoleForAmazonEKSNodegroup due to missing permissions for 'iam:CreateServiceLinkedRole'",
    ),
    id: 'service-linked-role',
    cause: /service-linked role is missing/,
    remedy: /aws iam create-service-linked-role --aws-service-name eks-nodegroup\.amazonaws\.com$/,
  },
  {
    number: 22,
    text: `${USER} is not authorized to perform: iam:CreateServiceLinkedRole on resource: arn:aws:iam::222222222222:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling because no identity-based policy allows the iam:CreateServiceLinkedRole action`,
    id: 'service-linked-role',
    cause: /service-linked role is missing/,
    remedy: /--aws-service-name autoscaling\.amazonaws\.com$/,
  },
  {
    number: 22, // https://github.com/terraform-aws-modules/terraform-aws-eks/issues/823
    text: handler(
      "Failed to validate if SLR: AWSServiceRoleForAmazonEKSNodegroup already exists due to missing permissions for 'iam:GetRole'",
    ),
    id: 'service-linked-role',
    cause: /service-linked role is missing/,
    remedy: /eks-nodegroup/,
  },
  {
    number: 22,
    text: 'Could not launch Spot Instances. AuthFailure.ServiceLinkedRoleCreationNotPermitted - The provided credentials do not have permission to create the service-linked role for EC2 Spot Instances. Launching EC2 instance failed.',
    id: 'service-linked-role',
    cause: /service-linked role is missing/,
    remedy: /--aws-service-name spot\.amazonaws\.com$/,
  },
  {
    // aws-samples/aws-eda-slurm-cluster#340
    text: readFileSync('test/fixtures/aws-cases/04-tagging-denied/input.txt', 'utf8').trim(),
    id: 'tagging-denied',
    cause:
      /^The provision role lacks a permission: to tag the resource\. AWS says: Encountered a permissions error/,
    remedy: /Generate IAM Policy/,
  },
  {
    // https://github.com/alexcasalboni/aws-lambda-power-tuning/issues/154
    text: 'Did not have IAM permissions to process tags on AWS::IAM::Role resource.',
    id: 'tagging-denied',
    cause: /to tag the resource/,
    remedy: /Generate IAM Policy/,
  },
  {
    // https://github.com/DataDog/cloudformation-template/pull/61
    text: handler(
      'User with accountId: 111111111111 is not authorized to perform CreateLogGroup with Tags. An additional permission "logs:TagResource" is required.',
    ),
    id: 'tagging-denied',
    cause: /lacks a permission: logs:TagResource\. /,
    remedy: /Generate IAM Policy/,
  },
  {
    // eksctl#4996, cluster-api-provider-aws#2117
    text: readFileSync('test/fixtures/aws-cases/05-explicit-deny-without-policy/input.txt', 'utf8').trim(),
    id: 'denied',
    cause:
      /^Explicitly denied by a policy: iam:CreateRole on arn:aws:iam::111122223333:role\/eks-clusters-shop-NodeRole-1\. /,
    remedy: /remove the Deny/,
  },
  {
    // https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/2432
    text: handler('User not authorized to perform kms:CreateGrant operation'),
    id: 'denied',
    cause: /^The provision role lacks a permission: kms:CreateGrant\. /,
    remedy: /Generate IAM Policy/,
  },
  {
    text: handler(
      `${USER} is not authorized to perform: kms:CreateGrant on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
      'AccessDenied',
    ),
    id: 'denied',
    cause: /^The KMS key does not allow this, or does not exist in this region: kms:CreateGrant\. /,
    remedy: /key policy/,
    field: 'kmsKeyArn',
  },
  {
    text: `User: arn:aws:sts::222222222222:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling is not authorized to perform: kms:GenerateDataKeyWithoutPlaintext on resource: arn:aws:kms:eu-central-1:222222222222:key/0123 because no identity-based policy allows the kms:GenerateDataKeyWithoutPlaintext action`,
    id: 'denied-to-aws',
    cause:
      /^AWSServiceRoleForAutoScaling, a role used by an AWS service, is not allowed to do this: kms:Generate/,
    remedy: /key policy/,
  },
  {
    text: `User: arn:aws:sts::222222222222:assumed-role/AWSServiceRoleForAmazonEKSNodegroup/EKS is not authorized to perform: autoscaling:CreateAutoScalingGroup`,
    id: 'denied-to-aws',
    cause: /AWSServiceRoleForAmazonEKSNodegroup/,
    remedy: /service control policy/,
  },
  {
    text: `${USER} is not authorized to perform: iam:CreateServiceLinkedRole on resource: arn:aws:iam::222222222222:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS with an explicit deny in a service control policy`,
    id: 'denied',
    cause: /^Denied by your AWS organization: iam:CreateServiceLinkedRole on /,
    remedy: /your organization’s administrator/,
  },
  {
    text: `${USER} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/eks-provision with an explicit deny`,
    id: 'denied',
    cause: /Explicitly denied by a policy: sts:AssumeRole/,
    remedy: /remove the Deny/,
  },
  {
    // adcreare/cloudformation#3
    text: handler('Cross-account pass role is not allowed.', 'AccessDenied'),
    id: 'cross-account-role',
    cause: /different AWS account/,
    remedy: /service role from the account/,
    field: 'serviceRoleArn',
  },
];
