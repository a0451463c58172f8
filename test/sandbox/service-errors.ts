import { ServiceError } from './service';

/** Why a request is turned away before its operation is looked at. */
export type SecurityProblem =
  'missing signature' | 'unknown key' | 'wrong signature' | 'clock skew' | 'expired session';

const INVALID_TOKEN = 'The security token included in the request is invalid.';
const EXPIRED_TOKEN = 'The security token included in the request is expired';
const WRONG_SIGNATURE =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const NO_SIGNATURE = 'Missing Authentication Token';
const NOT_VALIDATED = 'AWS was not able to validate the provided access credentials';

type ErrorBySecurityProblem = Readonly<
  Record<SecurityProblem, { code: string; message: string; status: number }>
>;

/** Services with the Query protocol: STS, IAM, CloudFormation, Auto Scaling. */
const QUERY: ErrorBySecurityProblem = {
  'missing signature': { code: 'MissingAuthenticationToken', message: NO_SIGNATURE, status: 403 },
  'unknown key': { code: 'InvalidClientTokenId', message: INVALID_TOKEN, status: 403 },
  'wrong signature': { code: 'SignatureDoesNotMatch', message: WRONG_SIGNATURE, status: 403 },
  'clock skew': { code: 'SignatureDoesNotMatch', message: WRONG_SIGNATURE, status: 403 },
  'expired session': { code: 'ExpiredToken', message: EXPIRED_TOKEN, status: 403 },
};

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const EC2: ErrorBySecurityProblem = {
  'missing signature': {
    code: 'MissingAuthenticationToken',
    message: 'Request is missing Authentication Token',
    status: 403,
  },
  'unknown key': { code: 'AuthFailure', message: NOT_VALIDATED, status: 401 },
  'wrong signature': { code: 'AuthFailure', message: NOT_VALIDATED, status: 401 },
  'clock skew': { code: 'RequestExpired', message: 'Request has expired.', status: 400 },
  'expired session': { code: 'RequestExpired', message: 'Request has expired.', status: 400 },
};

/** Services with JSON: EKS answers with 403 where SSM says 400. */
function json(status: number): ErrorBySecurityProblem {
  return {
    'missing signature': { code: 'MissingAuthenticationTokenException', message: NO_SIGNATURE, status },
    'unknown key': { code: 'UnrecognizedClientException', message: INVALID_TOKEN, status },
    'wrong signature': { code: 'InvalidSignatureException', message: WRONG_SIGNATURE, status },
    'clock skew': { code: 'InvalidSignatureException', message: WRONG_SIGNATURE, status },
    'expired session': { code: 'ExpiredTokenException', message: EXPIRED_TOKEN, status },
  };
}

const OTHERS_THAN_QUERY: Readonly<Record<string, ErrorBySecurityProblem>> = {
  ec2: EC2,
  eks: json(403),
  ssm: json(400),
};

/**
 * A security problem in the words of the service that the request was signed for.
 * @param reason in place of the usual message, where the service says more; EC2 never does
 */
export function securityError(service: string, problem: SecurityProblem, reason?: string): ServiceError {
  const { code, message, status } = (OTHERS_THAN_QUERY[service] ?? QUERY)[problem];
  return new ServiceError(code, service === 'ec2' ? message : (reason ?? message), status);
}

/** Why the caller's policies do not allow an action, in IAM's words. */
export type DenialReason =
  | 'no identity-based policy allows'
  | 'no session policy allows'
  | 'explicit deny in an identity-based policy'
  | 'explicit deny in a session policy';

export interface Denial {
  readonly callerArn: string;
  /** `service:Action` */
  readonly action: string;
  readonly resource: string;
  readonly reason: DenialReason;
}

/** Access denied as the action's own service says it. */
export function accessDenied(denial: Denial): ServiceError {
  const service = denial.action.split(':')[0] ?? '';
  switch (service) {
    case 'ec2':
      return new ServiceError('UnauthorizedOperation', unauthorizedOperation(denial), 403);
    case 'eks':
      return new ServiceError('AccessDeniedException', notAuthorized(denial), 403);
    case 'ssm':
      return new ServiceError('AccessDeniedException', notAuthorized(denial), 400);
    default:
      return new ServiceError('AccessDenied', notAuthorized(denial), 403);
  }
}

function notAuthorized({ callerArn, action, resource, reason }: Denial): string {
  return `User: ${callerArn} is not authorized to perform: ${action} on resource: ${resource} ${because(reason, action)}`;
}

/** EC2 names no resource where the action has none, and hides the details from whoever may not decode them. */
function unauthorizedOperation(denial: Denial): string {
  const { callerArn, action, resource, reason } = denial;
  const onResource = resource === '*' ? '' : ` on resource: ${resource}`;
  const encoded = Buffer.from(JSON.stringify({ allowed: false, ...denial })).toString('base64url');
  return `You are not authorized to perform this operation. User: ${callerArn} is not authorized to perform: ${action}${onResource} ${because(reason, action)}. Encoded authorization failure message: ${encoded}`;
}

function because(reason: DenialReason, action: string): string {
  switch (reason) {
    case 'no identity-based policy allows':
    case 'no session policy allows':
      return `because ${reason} the ${action} action`;
    case 'explicit deny in an identity-based policy':
    case 'explicit deny in a session policy':
      return `with an ${reason}`;
  }
}
