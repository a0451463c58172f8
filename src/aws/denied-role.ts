import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { parseRoleArn } from '../core/arn';
import { AwsError, type RoleRequest } from '../core/ports/aws';
import type { CallerIdentity } from '../core/sign-in/provision-role';
import type { CallerFinding, Findings } from '../core/sign-in/assume-role-findings';
import { callerRole } from '../core/sign-in/caller';
import { evaluateTrust } from '../core/sign-in/trust-finding';
import { callAws } from './request';
import { forService, type ClientSettings } from './client-settings';
import type { Connection } from './connection';
import { simulator } from './permissions';
import { baseSettings } from './sts';

/** The user is waiting for a sentence; what is not known by then is left to others to look at. */
const LIMIT_MS = 8_000;

/**
 * What the base credentials may find out of why AWS denied them a role: all three checks side by side.
 * @param action what AWS says it denied
 */
export async function lookAtDeniedRole(
  request: RoleRequest,
  action: string,
  caller: CallerIdentity,
  connection: Connection,
  signal: AbortSignal,
): Promise<Findings> {
  const settings = await baseSettings(request, connection);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  const [ofCaller, ofRole] = await Promise.all([
    unlessUnknown(simulate(request, action, caller, settings, limit), limit),
    unlessUnknown(lookAtRole(request, caller, settings, limit), limit),
  ]);
  signal.throwIfAborted();
  return { caller: ofCaller ?? 'unknown', ...(ofRole ?? { role: 'unknown', trust: 'unknown' }) };
}

/** iam:SimulatePrincipalPolicy of the caller itself. */
async function simulate(
  { roleArn, region, externalId, sessionName }: RoleRequest,
  action: string,
  { arn }: CallerIdentity,
  settings: ClientSettings,
  signal: AbortSignal,
): Promise<CallerFinding> {
  const principal = await principalArn(arn, settings, signal);
  const context = {
    'aws:RequestedRegion': region,
    'sts:ExternalId': externalId,
    'sts:RoleSessionName': sessionName,
  };
  const simulation = { roleArn: principal, actions: [action], resources: [roleArn], context };
  const [simulated] = await simulator(settings)(simulation, signal);
  const { decision = 'unknown', missing = [] } = simulated ?? {};
  return missing.length > 0 && decision !== 'deniedByOrganization' ? 'unknown' : decision;
}

/** The user, or the role behind a session: IAM has policies of these alone, and only it knows the role's path. */
async function principalArn(
  callerArn: string,
  settings: ClientSettings,
  signal: AbortSignal,
): Promise<string> {
  const name = callerRole(callerArn);
  if (name === undefined) return callerArn;
  return (await getRole(name, settings, signal))?.arn ?? callerArn;
}

/** AWS says nothing about roles in other accounts. */
async function lookAtRole(
  { roleArn, externalId }: RoleRequest,
  caller: CallerIdentity,
  settings: ClientSettings,
  signal: AbortSignal,
): Promise<Pick<Findings, 'role' | 'trust'>> {
  const { accountId, name = '' } = parseRoleArn(roleArn) ?? {};
  if (accountId !== caller.accountId) return { role: 'unknown', trust: 'unknown' };
  const role = await getRole(name, settings, signal);
  // A name is there once an account, so that another path is another role, which is not there.
  if (role?.arn !== roleArn) return { role: 'missing', trust: 'unknown' };
  const { arn } = caller;
  return { role: 'there', trust: evaluateTrust(role.trust, { arn, accountId, externalId }) };
}

/** `undefined` when there is no such role. */
async function getRole(name: string, settings: ClientSettings, signal: AbortSignal) {
  const iam = new IAMClient(forService(settings, 'IAM'));
  try {
    const { Role: role } = await callAws(signal, (options) =>
      iam.send(new GetRoleCommand({ RoleName: name }), options),
    );
    return { arn: role?.Arn, trust: decodeURIComponent(role?.AssumeRolePolicyDocument ?? '') };
  } catch (error) {
    if (error instanceof AwsError && /^NoSuchEntity/.test(error.code)) return undefined;
    throw error;
  }
}

/** What could not be found out, for want of permission or of time, is no failure of its own. */
async function unlessUnknown<T>(finding: Promise<T>, limit: AbortSignal): Promise<T | undefined> {
  try {
    return await finding;
  } catch (error) {
    if (error instanceof AwsError || limit.aborted) return undefined;
    throw error;
  }
}
