import { partition } from '@aws-sdk/core/client';
import { userError } from '../core/errors/catalogue';
import { AwsError, type RoleRequest } from '../core/ports/aws';
import { parseArn, parseRoleArn } from '../core/arn';
import { parseDenial } from '../core/errors/access-denied';
import { findingsIn, mergeFindings } from '../core/sign-in/assume-role-findings';
import { deniedActionOf, explainDeniedRole, type DeniedRole } from '../core/sign-in/explain-denied-role';
import type { Connection } from './connection';
import { lookAtDeniedRole } from './denied-role';
import { withCause } from './errors';
import { callerIdentity, type BaseQuery } from './sts';

/** Why the base credentials did not get through to STS, as far as a second call can tell. */
export async function explainSignIn(
  error: unknown,
  query: BaseQuery,
  connection: Connection,
  signal: AbortSignal,
): Promise<Error> {
  if (!(error instanceof Error)) return new Error(String(error));
  if (error instanceof AwsError && error.code === 'RegionDisabledException')
    return withCause(
      error,
      userError('sts-region-disabled', { region: query.region, detail: error.message }),
    );
  if (!(error instanceof AwsError) || !mayBeTheRegion(error)) return error;
  const region = homeRegion(query.region);
  if (region === query.region) return error;
  const identity = await callerIdentity({ ...query, region }, connection, signal).catch(() => undefined);
  if (!identity) return error;
  return withCause(
    error,
    error.kind === 'network'
      ? userError('region-unknown', { region: query.region })
      : userError('region-disabled', { region: query.region, accountId: identity.accountId }),
  );
}

/** Why the role could not be assumed: AWS itself says little, so its three reasons are looked at. */
export async function explainAssumeRole(
  error: unknown,
  request: RoleRequest,
  connection: Connection,
  signal: AbortSignal,
): Promise<Error> {
  if (!(error instanceof AwsError) || error.kind !== 'denied') {
    return explainSignIn(error, request, connection, signal);
  }
  const own = deniedBaseRole(error.message, request);
  if (own) return withCause(error, explainDeniedRole(findingsIn(error.message), own));
  const caller = await callerIdentity(request, connection, signal);
  const seen = await lookAtDeniedRole(request, deniedActionOf(error.message), caller, connection, signal);
  const findings = mergeFindings(findingsIn(error.message), seen);
  const denied = { caller: caller.arn, accountId: caller.accountId, role: request.roleArn };
  return withCause(error, explainDeniedRole(findings, { ...denied, detail: error.message }));
}

/** A role that the base credentials are made of, as a profile's `role_arn`, and not the one that was asked for. */
function deniedBaseRole(detail: string, { roleArn }: RoleRequest): DeniedRole | undefined {
  const { resource: role = roleArn, principal: caller } = parseDenial(detail) ?? {};
  const { accountId } = parseRoleArn(role) ?? {};
  if (role === roleArn || accountId === undefined || caller === undefined) return undefined;
  return { caller, accountId: parseArn(caller)?.accountId ?? accountId, role, detail };
}

/**
 * In a region that the account has not enabled STS answers as if the credentials were wrong, and the host of a region
 * that does not exist has no address.
 */
function mayBeTheRegion(error: AwsError): boolean {
  return error.code === 'InvalidClientTokenId' || error.code === 'ENOTFOUND';
}

/** The region of the same partition that is always enabled; the SDK knows it without declaring it. */
export function homeRegion(region: string): string {
  const { implicitGlobalRegion } = partition(region) as { implicitGlobalRegion?: string };
  return implicitGlobalRegion ?? region;
}
