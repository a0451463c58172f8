import { handler, issue, type Sentence } from './sentence';

/** Verbatim where a place is given; otherwise put together from the service’s documentation. */
export const CAPACITY: readonly Sentence[] = [
  {
    number: 8,
    text: handler('The maximum number of clusters has been reached', 'ServiceLimitExceeded'),
    id: 'quota',
    cause: /quota of the AWS account is used up: clusters\./,
    remedy: /Service Quotas/,
  },
  {
    number: 8,
    text: 'Cannot exceed quota for RolesPerAccount: 1000 (Service: Iam, Status Code: 409) HandlerErrorCode: ServiceLimitExceeded',
    id: 'quota',
    cause: /used up: RolesPerAccount \(1000\)\./,
    remedy: /Service Quotas/,
  },
  {
    number: 9, // https://github.com/xlang-ai/OSWorld/issues/366, as Auto Scaling hands it on
    text: issue(
      'AsgInstanceLaunchFailures',
      'Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of 16 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit. Launching EC2 instance failed.',
      'eks-demo-a1b2',
    ),
    id: 'vcpu-quota',
    cause: /quota is 16 vCPUs/,
    remedy: /smaller instance type or fewer nodes/,
    field: 'instanceType',
  },
  {
    number: 9,
    text: issue(
      'AsgInstanceLaunchFailures',
      "You've reached your quota for maximum Fleet Requests for this account. Launching EC2 instance failed.",
      'eks-demo-a1b2',
    ),
    id: 'fleet-quota',
    cause: /fleet requests/,
    remedy: /AWS Support/,
    field: 'nodeCount',
  },
  {
    number: 10,
    text: 'Could not launch On-Demand Instances. InsufficientInstanceCapacity - We currently do not have sufficient p4d.24xlarge capacity in the Availability Zone you requested (us-east-1a). Our system will be working on provisioning additional capacity. You can currently get p4d.24xlarge capacity by not specifying an Availability Zone in your request or choosing us-east-1b, us-east-1c. Launching EC2 instance failed.',
    id: 'no-capacity',
    cause: /no capacity for the instance type p4d\.24xlarge/,
    remedy: /these zones \(us-east-1b, us-east-1c\)/,
    field: 'instanceType',
  },
  {
    number: 10, // https://github.com/mludvig/aws-ethereum-miner/issues/23
    text: 'Could not launch Spot Instances. UnfulfillableCapacity - Unable to fulfill capacity due to your request configuration. Please adjust your request and try again. Launching EC2 instance failed.',
    id: 'no-capacity',
    cause: /currently has no capacity/,
    remedy: /another instance type/,
    field: 'instanceType',
  },
  {
    number: 11,
    text: issue(
      'AsgInstanceLaunchFailures',
      'Your requested instance type (t3.large) is not supported in your requested Availability Zone (us-east-1e). Please retry your request by not specifying an Availability Zone or choosing us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f. Launching EC2 instance failed.',
      'eks-demo-a1b2',
    ),
    id: 'type-not-in-zone',
    cause: /does not offer the instance type t3\.large in us-east-1e/,
    remedy: /only subnets in these zones: us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f\.$/,
    field: 'instanceType',
  },
  {
    number: 11, // https://github.com/mludvig/aws-ethereum-miner/issues/23
    text: 'Could not launch Spot Instances. InvalidFleetConfiguration - Your requested instance type (p3.8xlarge) is not supported in your requested Availability Zone (us-east-2c). Launching EC2 instance failed.',
    id: 'type-not-in-zone',
    cause: /p3\.8xlarge in us-east-2c/,
    remedy: /other zones/,
    field: 'instanceType',
  },
  {
    text: 'InvalidParameterCombination - The specified instance type is not eligible for Free Tier. For a list of Free Tier instance types, run "describe-instance-types" with the filter "free-tier-eligible=true". Launching EC2 instance failed.',
    id: 'free-plan',
    cause: /free plan/,
    remedy: /paid plan/,
    field: 'instanceType',
  },
  {
    text: 'Could not launch Spot Instances. MaxSpotInstanceCountExceeded - Max spot instance count exceeded. Launching EC2 instance failed.',
    id: 'spot-quota',
    cause: /quota for Spot Instances/,
    remedy: /On-Demand/,
    field: 'capacityType',
  },
  {
    text: 'InvalidInstanceType - The following supplied instance types do not exist: [m9.huge]',
    id: 'type-unknown',
    cause: /does not offer this instance type/,
    remedy: /another instance type/,
    field: 'instanceType',
  },
];
