import type { Account } from '../accounts';
import { globalContext, isForbidden } from '../iam/authorizer';
import { parsePolicy } from '../iam/policy/document';
import type { AccessRequest } from '../iam/policy/evaluate';
import type { Context } from '../iam/policy/conditions';
import { trustIn } from '../iam/policy/trust';
import { number, text } from '../input';
import { ServiceError, type Caller, type ServiceRequest, type ServiceResponse } from '../service';
import type { CredentialStore } from '../signature/credentials';
import type { MfaDevice } from '../sign-in/mfa-device';
import { invalidMember, required, requiredName } from '../validation';

export interface Sessions {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly credentials: CredentialStore;
  readonly now: () => number;
  readonly mfaDevice: MfaDevice;
}

const SESSION_NAME = { longest: 64, pattern: /^[\w+=,.@-]*$/ };
const ROLE_ARN = /^arn:aws[a-zA-Z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const [SHORTEST, LONGEST] = [900, 43_200];
const DEFAULT_DURATION = 3600;
/** A caller in a role's session gets an hour at most. */
const CHAINED_LIMIT = 3600;

/** sts:AssumeRole: the trust policy of the role and the caller's own policies have to agree. */
export function assumeRole(
  request: ServiceRequest,
  { accounts, credentials, now, mfaDevice }: Sessions,
): ServiceResponse {
  const { caller, input } = request;
  const roleArn = required(input, 'RoleArn');
  const sessionName = requiredName(input, 'RoleSessionName', SESSION_NAME);
  if (sessionName.length < 2) {
    throw invalidMember('RoleSessionName', sessionName, 'have length greater than or equal to 2');
  }
  if (!ROLE_ARN.test(roleArn)) throw new ServiceError('ValidationError', `${roleArn} is invalid`);
  const duration = requestedDuration(request);
  const sessionPolicy = text(input, 'Policy');
  if (sessionPolicy !== undefined) parsePolicy(sessionPolicy);

  const account = accounts.get(roleArn.split(':')[4] ?? '');
  const role = account?.roles.get(roleArn.split('/').at(-1) ?? '');
  // A role that does not exist is denied in the same words: AWS does not tell strangers which roles there are.
  if (!account || role?.arn !== roleArn) throw notAuthorized(caller, roleArn);
  const context = mfaContext(request, mfaDevice);
  requireTrust(request, { roleArn, trustPolicy: role.trustPolicy, sessionName, context });
  if (duration > role.maxSessionDuration) {
    throw new ServiceError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }

  const assumed: Caller = {
    account,
    arn: `arn:${account.partition}:sts::${account.id}:assumed-role/${role.name}/${sessionName}`,
    principalArn: role.arn,
    userId: `${role.id}:${sessionName}`,
    ...(sessionPolicy !== undefined && { sessionPolicy }),
  };
  const session = credentials.issueSession(assumed, new Date(now() + duration * 1000));
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.lifetime.sessionToken,
      Expiration: session.lifetime.expiresAt,
    },
    AssumedRoleUser: { AssumedRoleId: assumed.userId, Arn: assumed.arn },
    PackedPolicySize: sessionPolicy === undefined ? undefined : Math.ceil(sessionPolicy.length / 20.48),
  };
}

function requestedDuration({ caller, input }: ServiceRequest): number {
  const duration = number(input, 'DurationSeconds') ?? DEFAULT_DURATION;
  if (duration < SHORTEST) {
    throw invalidMember(
      'DurationSeconds',
      String(duration),
      `have value greater than or equal to ${SHORTEST}`,
    );
  }
  if (duration > LONGEST) {
    throw invalidMember('DurationSeconds', String(duration), `have value less than or equal to ${LONGEST}`);
  }
  if (isSession(caller) && duration > CHAINED_LIMIT) {
    throw new ServiceError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  return duration;
}

/** A code that is not right refuses the call, whatever the role asks for. */
function mfaContext({ input }: ServiceRequest, device: MfaDevice): Context {
  const code = text(input, 'TokenCode');
  if (code === undefined) return {};
  if (text(input, 'SerialNumber') === device.serial && device.accepts(code))
    return { 'aws:MultiFactorAuthPresent': 'true' };
  throw new ServiceError(
    'AccessDenied',
    'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    403,
  );
}

function isSession(caller: Caller): boolean {
  return caller.arn !== caller.principalArn;
}

/**
 * Within an account the role's trust in the very caller is enough; its trust in an account leaves it to that account.
 */
function requireTrust(
  request: ServiceRequest,
  role: { roleArn: string; trustPolicy: string; sessionName: string; context: Context },
): void {
  const { caller, input } = request;
  const externalId = text(input, 'ExternalId');
  const context = {
    ...globalContext(caller),
    ...role.context,
    'sts:RoleSessionName': role.sessionName,
    ...(externalId !== undefined && { 'sts:ExternalId': externalId }),
  };
  const access: AccessRequest = { action: 'sts:AssumeRole', resource: role.roleArn, context };
  const trust = trustIn(caller, role.trustPolicy, context);
  const isSameAccount = role.roleArn.split(':')[4] === caller.account.id;
  if (trust === 'none') throw isSameAccount ? untrusted(caller) : notAuthorized(caller, role.roleArn);

  if (trust === 'direct' && isSameAccount && !isForbidden(caller, access)) return;
  request.authorize(access.action, role.roleArn, context);
}

function notAuthorized(caller: Caller, roleArn: string): ServiceError {
  return new ServiceError(
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    403,
  );
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 * Unverified: that another account is told no more than of a role that does not exist.
 */
function untrusted(caller: Caller): ServiceError {
  return new ServiceError(
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
    403,
  );
}
