import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import type { AwsCredentialIdentity } from '@smithy/types';
import { parseRoleArn } from '../core/arn';
import { awsEnvironment } from '../core/environment';
import { AwsError, type ProvisionSession, type RoleRequest } from '../core/ports/aws';
import type { BaseCredentials } from '../core/sign-in/provision-role';
import { callAws } from './request';
import { forService, type ClientSettings } from './client-settings';
import type { Connection } from './connection';
import { credentialSource } from './credential-source';
import { hasSessionEnded } from './errors';
import { renewingCredentials } from './renewing-credentials';
import { provisionSession } from './session';
import { assumeRole, settingsBeside } from './sts';

/** What every role allows, and the most that a role's session gets when it assumes another role. */
const HOUR_SECONDS = 3600;

/** A renewal belongs to no single call, so it has its own limit; it may need an MFA code. */
const RENEWAL_MS = 5 * 60_000;

/** Assumes the role. The session renews itself before it ends, and at once when AWS no longer knows it. */
export async function openSession(
  request: RoleRequest,
  connection: Connection,
  signal: AbortSignal,
): Promise<ProvisionSession> {
  const first = await assume(request, connection, signal);
  const credentials = renewingCredentials(first, () => renew(request, connection));
  const settings = await settingsBeside(request, credentials, connection);
  const { accountId = '', partition = '' } = parseRoleArn(request.roleArn) ?? {};
  const baseLifetime = () => lifetimeOf(request.base, connection);
  const role = { accountId, partition, baseLifetime, ensureValidFor: credentials.ensureValidFor };
  return provisionSession(role, endingWhenRefused(settings, credentials.expire));
}

/**
 * What a limited session is for takes minutes; what CloudFormation does with a full one may take longer than an hour.
 */
async function assume(
  request: RoleRequest,
  connection: Connection,
  signal: AbortSignal,
): Promise<AwsCredentialIdentity> {
  const hour = await assumeRole(request, HOUR_SECONDS, connection, signal);
  if (request.rights === 'reading') return hour;
  const longest = await maxSessionSeconds(request, hour, connection, signal);
  if (longest === undefined || longest <= HOUR_SECONDS) return hour;
  try {
    return await assumeRole(request, longest, connection, signal);
  } catch (error) {
    // Base credentials that are a role's session themselves: whether they are, only STS knows for sure.
    if (error instanceof AwsError && error.kind === 'refused') return hour;
    throw error;
  }
}

/** The role's own MaxSessionDuration, where the role may read itself. */
async function maxSessionSeconds(
  request: RoleRequest,
  session: AwsCredentialIdentity,
  connection: Connection,
  signal: AbortSignal,
): Promise<number | undefined> {
  const credentials = () => Promise.resolve(session);
  const iam = new IAMClient(forService(await settingsBeside(request, credentials, connection), 'IAM'));
  const command = new GetRoleCommand({ RoleName: parseRoleArn(request.roleArn)?.name });
  try {
    const { Role: role } = await callAws(signal, (options) => iam.send(command, options));
    return role?.MaxSessionDuration;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

/** Only credentials of the environment can have an end and no renewal. */
async function lifetimeOf(
  base: BaseCredentials,
  { baseCredentials, machine }: Connection,
): Promise<number | undefined> {
  if (base.kind !== 'default') return undefined;
  const identity = await baseCredentials.provider(base)();
  if (credentialSource(base, identity, awsEnvironment(machine)).kind !== 'environment') return undefined;
  return identity.expiration && identity.expiration.getTime() - Date.now();
}

/** A role that can no longer be assumed ends our session; it says nothing about what the session was used for. */
async function renew(request: RoleRequest, connection: Connection): Promise<AwsCredentialIdentity> {
  try {
    return await assume(request, connection, AbortSignal.timeout(RENEWAL_MS));
  } catch (error) {
    if (!(error instanceof AwsError) || error.kind !== 'denied') throw error;
    throw new AwsError('credentials', error.code, error.message, { cause: error });
  }
}

/** The logger is the one place through which the failures of all clients of a session pass. */
function endingWhenRefused(settings: ClientSettings, expire: () => void): ClientSettings {
  const { logger } = settings;
  const error: typeof logger.error = (entry: { readonly error?: Error }) => {
    if (hasSessionEnded(entry.error)) expire();
    logger.error(entry);
  };
  return { ...settings, logger: { ...logger, error } };
}
