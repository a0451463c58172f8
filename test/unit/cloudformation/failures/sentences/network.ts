import { handler, issue, type Sentence } from './sentence';

/** Verbatim where a place is given; otherwise put together from the service’s documentation. */
export const NETWORK: readonly Sentence[] = [
  {
    number: 1, // https://github.com/awsdocs/amazon-eks-user-guide/issues/36
    text: handler(
      "Cannot create cluster 'example-cluster' because us-east-1d, the targeted availability zone, does not currently have sufficient capacity to support the cluster. Retry and choose from these availability zones: us-east-1a, us-east-1b, us-east-1c",
    ),
    id: 'zone-without-eks',
    cause: /in us-east-1d, the zone/,
    remedy: /these zones instead: us-east-1a, us-east-1b, us-east-1c\.$/,
    field: 'subnetIds',
  },
  {
    number: 1, // https://github.com/eksctl-io/eksctl/issues/4961
    text: handler(
      "Cannot create cluster 'lolcat' because EKS does not support creating control plane instances in us-east-1e, the targeted availability zone. Retry cluster creation using control plane subnets that span at least two of these availability zones: us-east-1a, us-east-1b, us-east-1f. Note, post cluster creation, you can run worker nodes in separate subnets/availability zones from control plane subnets passed during cluster creation",
    ),
    id: 'zone-without-eks',
    cause: /in us-east-1e, the zone/,
    remedy: /us-east-1a, us-east-1b, us-east-1f\.$/,
    field: 'subnetIds',
  },
  {
    number: 2,
    text: handler('Subnets specified must be in at least two different AZs'),
    id: 'one-zone',
    cause: /in one zone\. EKS requires two/,
    remedy: /second zone/,
    field: 'subnetIds',
  },
  {
    number: 13, // https://github.com/aws/amazon-vpc-cni-k8s/pull/878
    text: issue(
      'Ec2SubnetInvalidConfiguration',
      'One or more Amazon EC2 Subnets of [subnet-0cd62ce8f19b1817c, subnet-0b0dce45d938751fd] for node group demo does not automatically assign public IP addresses to instances launched into it. If you want your instances to be assigned a public IP address, then you need to enable auto-assign public IP address for the subnet. See IP addressing in VPC guide: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#subnet-public-ip',
      'subnet-0cd62ce8f19b1817c',
    ),
    id: 'no-public-address',
    cause: /subnets subnet-0cd62ce8f19b1817c, subnet-0b0dce45d938751fd does not/,
    remedy: /auto-assign public IPv4 address/,
    field: 'subnetIds',
  },
  {
    number: 14,
    text: issue(
      'InsufficientFreeAddresses',
      'One or more of the subnets associated with your cluster does not have enough available IP addresses for Amazon EKS to perform cluster management operations.',
      'subnet-0cd62ce8f19b1817c',
    ),
    id: 'no-free-addresses',
    cause: /too few available IP addresses/,
    remedy: /larger subnets/,
    field: 'subnetIds',
  },
  {
    text: "The subnet ID 'subnet-0cd62ce8f19b1817c' does not exist (Service: Ec2, Status Code: 400)",
    id: 'subnet-missing',
    cause: /The subnet subnet-0cd62ce8f19b1817c does not exist/,
    remedy: /existing ones/,
    field: 'subnetIds',
  },
  {
    text: handler('Subnets specified must belong to the same VPC'),
    id: 'subnet-unfit',
    cause: /cannot be used/,
    remedy: /one VPC/,
    field: 'subnetIds',
  },
  {
    text: "The vpc ID 'vpc-02efbdd06a44f2995' does not exist",
    id: 'vpc-missing',
    cause: /The VPC does not exist/,
    remedy: /existing VPC/,
    field: 'vpcId',
  },
  {
    text: "The security group 'sg-0bd8dbb175db76b34' does not exist",
    id: 'security-group-missing',
    cause: /The security group sg-0bd8dbb175db76b34 does not exist/,
    remedy: /existing security group/,
    field: 'securityGroupId',
  },
  {
    number: 14,
    text: "InsufficientFreeAddressesInSubnet - There are not enough free addresses in subnet 'subnet-0cd62ce8f19b1817c' to satisfy the requested number of instances. Launching EC2 instance failed.",
    id: 'no-free-addresses',
    cause: /addresses: subnet-0cd62ce8f19b1817c\./,
    remedy: /larger subnets/,
    field: 'subnetIds',
  },
];
