import { handler, issue, type Sentence } from './sentence';

/** What was entered, or exists already. Verbatim where a place is given. */
export const INPUTS: readonly Sentence[] = [
  {
    // https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2969
    text: handler('The specified principalArn is invalid: invalid principal.'),
    id: 'principal-invalid',
    cause: /administrators does not exist, or its path is missing/,
    remedy: /aws-reserved\/sso\.amazonaws\.com/,
    field: 'administrators',
  },
  {
    // https://github.com/hashicorp/terraform-provider-aws/issues/36447
    text: handler(
      'The caller is not allowed to modify access entries with a principalArn value of a Service Linked Role',
    ),
    id: 'principal-invalid',
    cause: /service-linked role cannot be an administrator/,
    remedy: /Correct the administrators/,
    field: 'administrators',
  },
  {
    text: 'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/gone" (Service: Iam, Status Code: 400, Request ID: 1c64)',
    id: 'trust-principal-invalid',
    cause: /does not exist: arn:aws:iam::111122223333:role\/gone\./,
    remedy: /try again/,
  },
  {
    text: handler(
      "TagPolicyException: The tag policy does not allow the specified value for the following tag key: 'FISMAID'.",
    ),
    id: 'tag-policy',
    cause: /this value of the tag FISMAID\./,
    remedy: /ask your cloud team/,
    field: 'tags',
  },
  {
    text: 'aws: prefixed tag key names are not allowed for external use. (Service: Iam, Status Code: 400)',
    id: 'tags-invalid',
    cause: /one of the tags/,
    remedy: /Correct the tags/,
    field: 'tags',
  },
  {
    text: issue('OperationNotPermitted', 'The operation is not permitted for this cluster'),
    id: 'not-permitted-now',
    cause: /does not allow this change/,
    remedy: /undo the change/,
  },
  {
    // https://github.com/rancher/rancher/issues/32480
    text: 'You do not have access to a default security group in VPC vpc-0a1b2c3d4e5f60718. Specify a security group, and try again.',
    id: 'no-default-security-group',
    cause: /of vpc-0a1b2c3d4e5f60718 belongs to another account/,
    remedy: /belongs to your account/,
    field: 'securityGroupId',
  },
  {
    text: 'InvalidParameter: Security group sg-07cbbd1042f3c81b3 and subnet subnet-2c6ba676 belong to different networks.',
    id: 'security-group-elsewhere',
    cause: /sg-07cbbd1042f3c81b3 is not in the VPC/,
    remedy: /of the VPC/,
    field: 'securityGroupId',
  },
  {
    // https://github.com/hashicorp/terraform/issues/28261
    text: handler('The following CIDRs are invalid in publicAccessCidrs: [10.0.0.0/8]'),
    id: 'public-cidrs',
    cause: /one of the public access CIDR blocks/,
    remedy: /only public IPv4 ranges/,
    field: 'publicCidrs',
  },
  {
    // https://github.com/rancher/rancher/issues/28144
    text: handler("Specified subnets must belong to cluster's vpc vpc-0a5f5c40d7990ec10"),
    id: 'subnet-unfit',
    cause: /chosen subnets cannot be used/,
    remedy: /subnets of one VPC/,
    field: 'subnetIds',
  },
  {
    text: 'You have requested more instances (2) than your current instance limit of 0 allows for the specified instance type. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.',
    id: 'instance-quota',
    cause: /quota is 0 instances of this type/,
    remedy: /increase of the .*quota/,
    field: 'instanceType',
  },
  {
    text: issue('EniLimitReached', 'You have reached the limit of network interfaces'),
    id: 'eni-quota',
    cause: /quota for network interfaces/,
    remedy: /Service Quotas/,
  },
  {
    text: handler('[t4g.medium] is not a valid instance type for requested amiType AL2023_x86_64_STANDARD'),
    id: 'type-not-for-image',
    cause: /does not support the instance type t4g\.medium/,
    remedy: /another instance type/,
    field: 'instanceType',
  },
  {
    // https://github.com/eksctl-io/eksctl/issues/1293
    text: 'You must use a valid fully-formed launch template. EBS-optimized instances are not supported for your requested configuration. Please check the documentation for supported configurations. (Service: AmazonAutoScaling; Status Code: 400; Error Code: ValidationError; Request ID: a6251170-cfe8-11e9-ae88-234007dafb6a)',
    id: 'type-unsupported',
    cause: /does not support this instance type, or one of its settings/,
    remedy: /Choose another instance type/,
    field: 'instanceType',
  },
  {
    text: handler('Addon version specified is not supported'),
    id: 'addon-version',
    cause: /does not offer this add-on/,
    remedy: /Remove the add-on/,
    field: 'addOns',
  },
  {
    // https://github.com/cilium/cilium/issues/43051
    text: handler(
      "Volume of size 10GB is smaller than snapshot 'snap-00d5f67a6dbba0b5f', expect size >= 20GB",
    ),
    id: 'volume-size',
    cause: /10 GiB is too small: the node image needs 20 GiB/,
    remedy: /at least 20 GiB/,
    field: 'volumeSize',
  },
  {
    text: 'Resource handler returned message: "Exceeded attempts to wait" (RequestToken: 94734a53-b53f-b335-1b4f-45f2716253c8, HandlerErrorCode: NotStabilized)',
    id: 'not-stabilized',
    cause: /did not become ready/,
    remedy: /what it waits for/,
  },
  {
    // https://github.com/eksctl-io/eksctl/issues/2008
    text: 'Nodegroup nodegroup failed to stabilize: Internal Failure',
    id: 'aws-internal',
    cause: /reports an internal problem/,
    remedy: /^Try again/,
  },
  {
    text: handler('NodeGroup already exists with name demo-nodes and cluster name demo', 'AlreadyExists'),
    id: 'resource-exists',
    cause: /with this name/,
    remedy: /another cluster name/,
    field: 'name',
  },
  {
    text: handler('Addon already exists.', 'AlreadyExists'),
    id: 'resource-exists',
    cause: /Addon\./,
    remedy: /Remove the add-on/,
    field: 'addOns',
  },
  {
    text: handler('Association already exists: a-0123456789abcdef0', 'AlreadyExists'),
    id: 'resource-exists',
    cause: /Association/,
    remedy: /Pod Identity association/,
    field: 'addOns',
  },
  {
    // https://github.com/aws/aws-cdk/issues/21674, as the AWS CDK prints it
    text: 'The following hook(s) failed: [AWS::ControlTower::Hook] : Hook failed with message: [CT.EKS.PR.2]: Require an Amazon EKS cluster to be configured with secret encryption using AWS KMS keys',
    id: 'hook',
    cause: /organization rejected the template: AWS::ControlTower::Hook\. /,
    remedy: /ask your cloud team for an exception/,
    field: 'kmsKeyArn',
  },
];
