import { handler, type Sentence } from './sentence';

/** Verbatim where a place is given; otherwise put together from the service’s documentation. */
export const STACK: readonly Sentence[] = [
  {
    number: 16,
    text: 'AlreadyExistsException: Stack [eks-clusters-demo] already exists',
    id: 'stack-exists',
    cause: /stack eks-clusters-demo already/,
    remedy: /another cluster name/,
    field: 'name',
  },
  {
    number: 17, // https://github.com/terraform-aws-modules/terraform-aws-eks/issues/1262
    text: handler('Cluster already exists with name: demo', 'AlreadyExists'),
    id: 'cluster-exists',
    cause: /Another cluster already has/,
    remedy: /another cluster name/,
    field: 'name',
  },
  {
    number: 18, // https://github.com/aws/eks-distro/issues/2805
    text: 'Resource handler returned message: "The specified access entry resource is already in use on this cluster. (Service: Eks, Status Code: 409, Request ID: db17d466-dca2-4403-97e8-99bf5c3ca227)" (RequestToken: 742fa327-f30f-677c-09bd-cf569a2cfeb8, HandlerErrorCode: AlreadyExists)',
    id: 'access-entry-exists',
    cause: /already has access to the cluster/,
    remedy: /administrators/,
    field: 'administrators',
  },
  {
    number: 24,
    text: 'Policy arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicyV2 does not exist or is not attachable. (Service: Iam, Status Code: 404)',
    id: 'policy-missing',
    cause: /arn:aws:iam::aws:policy\/service-role\/AmazonEBSCSIDriverPolicyV2\./,
    remedy: /report the problem/,
    field: 'addOns',
  },
  {
    number: 27,
    text: handler('Rate exceeded', 'Throttling'),
    id: 'throttled',
    cause: /too many requests/,
    remedy: /Wait a few minutes/,
  },
  {
    number: 30, // https://github.com/aws/aws-cdk/issues/12130
    text: 'resource sg-0bd8dbb175db76b34 has a dependent object (Service: AmazonEC2; Status Code: 400; Error Code: DependencyViolation; Request ID: fb267a6d-df25-49cd-9374-e206fc0f4e8c; Proxy: null)',
    id: 'left-behind',
    cause: /sg-0bd8dbb175db76b34 is still used by a resource/,
    remedy: /Load Balancers or Network Interfaces/,
  },
  {
    number: 30, // https://github.com/eksctl-io/eksctl/issues/253
    text: 'Network vpc-02efbdd06a44f2995 has some mapped public address(es). Please unmap those public address(es) before detaching the gateway. (Service: AmazonEC2; Status Code: 400; Error Code: DependencyViolation)',
    id: 'left-behind',
    cause: /still used by a resource/,
    remedy: /load balancer/,
  },
  {
    number: 31,
    text: 'Properties validation failed for resource Cluster with message:\n#/Version: failed validation constraint for keyword [pattern]',
    id: 'property-refused',
    cause: /a value in the template: \/Version\./,
    remedy: /In the form/,
    field: 'kubernetesVersion',
  },
  {
    number: 31,
    text: 'Properties validation failed for resource NodeGroup with message: #/Labels/constructor: failed validation constraint for keyword [maxLength]',
    id: 'property-refused',
    cause: /\/Labels\/constructor\./,
    remedy: /In the form/,
    field: 'labels',
  },
  {
    text: 'Role with name eks-demo-node already exists. (Service: Iam, Status Code: 409)',
    id: 'role-exists',
    cause: /different role eks-demo-node/,
    remedy: /another name/,
    field: 'name',
  },
  {
    text: handler('Internal Server Error', 'ServiceInternalError'),
    id: 'aws-internal',
    cause: /reports an internal problem/,
    remedy: /health\.aws\.amazon\.com/,
  },
  {
    text: 'VALIDATION_FAILED /Resources/Cluster/Properties/ResourcesVpcConfig/SubnetIds/0: is not a subnet',
    number: 31, // DetailedStatus; the words after it are unverified
    id: 'property-refused',
    cause: /ResourcesVpcConfig\/SubnetIds/,
    remedy: /In the form/,
    field: 'subnetIds',
  },
  {
    text: 'Properties validation failed for resource Cluster with message: #/constructor: required key is missing',
    id: 'property-refused',
    cause: /\/constructor/,
    remedy: /In the form/,
  },
  {
    text: 'Parameter validation failed: parameter value subnet-1,subnet-2 for parameter name SubnetIds does not exist. Rollback requested by user.',
    id: 'property-refused',
    cause: /a value in the template: SubnetIds\./,
    remedy: /In the form/,
    field: 'subnetIds',
  },
  {
    text: "Parameter 'KubernetesVersion' must match pattern ^1\\.\\d\\d$",
    id: 'property-refused',
    cause: /: KubernetesVersion\./,
    remedy: /In the form/,
    field: 'kubernetesVersion',
  },
  {
    text: 'The following resource(s) failed to delete: [NodeRole, Cluster]. ',
    id: 'rollback-failed',
    cause: /could not roll back everything that it created: NodeRole, Cluster\./,
    remedy: /Delete Everything/,
  },
  {
    text: 'Cluster demo cannot be deleted because deletion protection is enabled.', // the words are unverified
    id: 'protected',
    cause: /protected against deletion/,
    remedy: /Turn off/,
  },
  {
    text: handler('Cluster has nodegroups attached', 'ResourceConflict'),
    id: 'others-in-cluster',
    cause: /did not create: nodegroups\./,
    remedy: /Delete it in the EKS console/,
  },
  {
    text: "Resource of type 'AWS::EKS::Cluster' with identifier 'demo' already exists.",
    id: 'cluster-exists',
    cause: /Another cluster already has/,
    remedy: /another cluster name/,
    field: 'name',
  },
  {
    text: "Resource of type 'AWS::EC2::LaunchTemplate' with identifier 'demo-nodes' already exists.",
    id: 'resource-exists',
    cause: /already exists: AWS::EC2::LaunchTemplate demo-nodes\./,
    remedy: /another cluster name/,
    field: 'name',
  },
  {
    text: 'VALIDATION_FAILED /Resources/Cluster/Properties/Name: unverified words',
    id: 'property-refused',
    cause: /Cluster\/Properties\/Name\./,
    remedy: /In the form/,
    field: 'name',
  },
  {
    text: 'Cannot delete entity, must detach all policies first. (Service: Iam, Status Code: 409)',
    id: 'role-in-use',
    cause: /was added to the role/,
    remedy: /IAM console/,
  },
];
