import { handler, type Sentence } from './sentence';

/** Verbatim where a place is given; otherwise put together from the service’s documentation. */
export const ACCOUNT: readonly Sentence[] = [
  {
    number: 15,
    text: 'Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: Client.InternalError: Client error on launch',
    id: 'volume-key',
    cause: /key that encrypts/,
    remedy: /AWSServiceRoleForAutoScaling/,
  },
  {
    number: 19, // https://github.com/eksctl-io/eksctl/issues/5968
    text: handler('The security token included in the request is expired', 'InvalidCredentials'),
    id: 'session-ended',
    cause: /CloudFormation’s session expired/,
    remedy: /new session/,
  },
  {
    number: 21, // https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2890
    text: 'The security token included in the request is invalid (Service: Iam, Status Code: 403, Error Code: InvalidClientTokenId)',
    id: 'session-refused',
    cause: /does not accept the session/,
    remedy: /assumes a role/,
  },
  {
    number: 25,
    text: 'STS is not activated in this region for account:222222222222. Your account administrator can activate STS in this region using the IAM Console.',
    id: 'sts-disabled',
    cause: /Security Token Service is not active/,
    remedy: /Account settings/,
    field: 'region',
  },
  {
    number: 26,
    text: handler(
      'KMSInvalidStateException: arn:aws:kms:eu-central-1:222222222222:key/1 is pending deletion.',
    ),
    id: 'secrets-key',
    cause: /cannot use the KMS key/,
    remedy: /another one, or choose none/,
    field: 'kmsKeyArn',
  },
  {
    number: 28, // https://github.com/eksctl-io/eksctl/issues/1022
    text: 'You must use a valid fully-formed launch template. Your request for accessing resources in this region is being validated, and you will not be able to launch additional resources in this region until the validation is complete. We will notify you by email once your request has been validated. While normally resolved within minutes, please allow up to 4 hours for this process to complete. (Service: AmazonAutoScaling; Status Code: 400; Error Code: ValidationError; Request ID: 3fd1eef1-a747-11e9-ba1b-79194ab1e601)',
    id: 'account-not-ready',
    cause: /has not yet activated/,
    remedy: /sign-up/,
    field: 'region',
  },
  {
    number: 28, // https://github.com/weaveworks/eks-appmesh-profile/issues/17
    text: 'OptInRequired: You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.',
    id: 'account-not-ready',
    cause: /has not yet activated/,
    remedy: /payment method/,
    field: 'region',
  },
  {
    number: 29, // https://github.com/warolv/jenkins-eks/issues/1
    text: handler('unsupported Kubernetes version'),
    id: 'kubernetes-version',
    cause: /does not offer the Kubernetes version/,
    remedy: /list of versions/,
    field: 'kubernetesVersion',
  },
];
