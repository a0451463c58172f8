import { encodeAuthorizationMessage } from './authorization-message';
import type { AccessRequest, Decision } from './iam/policy/evaluate';
import { ServiceError, type Caller } from './service';

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

/** Services with JSON: EKS answers with 403 where the others say 400. */
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
  kms: json(400),
  servicequotas: json(400),
  ecr: json(400),
};

/**
 * A security problem in the words of the service that the request was signed for.
 * @param reason in place of the usual message, where the service says more; EC2 never does
 */
export function securityError(service: string, problem: SecurityProblem, reason?: string): ServiceError {
  const { code, message, status } = (OTHERS_THAN_QUERY[service] ?? QUERY)[problem];
  return new ServiceError(code, service === 'ec2' ? message : (reason ?? message), status);
}

/** Which policies deny a request, in IAM's words for them, and what they say. */
export interface DenialReason {
  readonly policy:
    'service control policy' | 'identity-based policy' | 'permissions boundary' | 'session policy';
  readonly effect: Exclude<Decision, 'allowed'>;
}

export interface Denial {
  readonly caller: Caller;
  readonly request: AccessRequest;
  readonly reason: DenialReason;
}

/** A service that does not let its caller do something. */
export class AccessDenied extends ServiceError {
  constructor(
    code: string,
    message: string,
    status: number,
    readonly denial: Denial,
  ) {
    super(code, message, status);
  }
}

/** Access denied as the action's own service says it. */
export function accessDenied(denial: Denial): AccessDenied {
  const service = denial.request.action.split(':')[0] ?? '';
  switch (service) {
    case 'ec2':
      return new AccessDenied('UnauthorizedOperation', unauthorizedOperation(denial), 403, denial);
    case 'eks':
      return new AccessDenied('AccessDeniedException', notAuthorized(denial), 403, denial);
    case 'ssm':
    case 'kms':
    case 'servicequotas':
    case 'ecr':
      return new AccessDenied('AccessDeniedException', notAuthorized(denial), 400, denial);
    default:
      return new AccessDenied('AccessDenied', notAuthorized(denial), 403, denial);
  }
}

function notAuthorized({ caller, request: { action, resource }, reason }: Denial): string {
  return `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${because(reason, action)}`;
}

/** EC2 names no resource where the action has none, and hides the details from callers that may not decode them. */
function unauthorizedOperation(denial: Denial): string {
  const { caller, request, reason } = denial;
  const { action, resource } = request;
  const onResource = resource === '*' ? '' : ` on resource: ${resource}`;
  const encoded = encodeAuthorizationMessage(denial);
  return `You are not authorized to perform this operation. User: ${caller.arn} is not authorized to perform: ${action}${onResource} ${because(reason, action)}. Encoded authorization failure message: ${encoded}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function because({ policy, effect }: DenialReason, action: string): string {
  switch (effect) {
    case 'implicitDeny':
      return `because no ${policy} allows the ${action} action`;
    case 'explicitDeny':
      return `with an explicit deny in ${policy === 'identity-based policy' ? 'an' : 'a'} ${policy}`;
  }
}
