import { timingSafeEqual } from 'node:crypto';
import { securityError } from '../service-errors';
import { basicDate, readClaim, type SignatureClaim } from './claim';
import type { Credential, CredentialStore } from './credentials';
import type { HttpCall } from './http-call';
import { isSignedWith } from './verify';

const MINUTE = 60_000;
const ALLOWED_SKEW = 5 * MINUTE;
/** STS takes a presigned GetCallerIdentity for 15 minutes, whatever X-Amz-Expires says. */
const PRESIGNED_LIFETIME = 15 * MINUTE;

/** Finds out who signed the request; throws the error of the service that it was signed for. */
export async function authenticate(
  call: HttpCall,
  claim: SignatureClaim,
  credentials: CredentialStore,
  now: number,
): Promise<Credential> {
  const credential = credentials.find(claim.accessKeyId);
  // AWS knows an account's keys only in the regions that the account is opted in to.
  if (!credential?.caller.account.regions.has(claim.region))
    throw securityError(claim.service, 'unknown key');
  checkAge(claim, now);
  if (!(await isSignedWith(credential.secretAccessKey, call, claim))) {
    throw securityError(claim.service, 'wrong signature');
  }
  checkSessionToken(credential, claim);
  refuseExpired(credential, claim.service, now);
  return credential;
}

/** Who signed a presigned GetCallerIdentity for a cluster's API; `undefined` when STS would refuse it. */
export async function verifyPresignedIdentity(
  url: URL,
  headers: Readonly<Record<string, string>>,
  credentials: CredentialStore,
  now: number,
): Promise<Credential | undefined> {
  const call: HttpCall = {
    method: 'GET',
    url,
    headers: { host: url.host, ...headers },
    body: new Uint8Array(),
  };
  const claim = readClaim(call);
  if (claim?.placement !== 'query' || claim.service !== 'sts') return undefined;
  if (url.searchParams.get('Action') !== 'GetCallerIdentity') return undefined;
  return authenticate(call, claim, credentials, now).catch(() => undefined);
}

/** A session ends while an operation that it began still runs; each further step is refused. */
export function refuseExpired({ lifetime }: Credential, service: string, now: number): void {
  if (lifetime.kind === 'session' && lifetime.expiresAt.getTime() <= now) {
    throw securityError(service, 'expired session');
  }
}

function checkAge({ signedAt, placement, service }: SignatureClaim, now: number): void {
  const [signed, current] = [basicDate(signedAt), basicDate(new Date(now))];
  const lifetime = placement === 'query' ? PRESIGNED_LIFETIME : ALLOWED_SKEW;
  if (now - signedAt.getTime() > lifetime) {
    const earliest = basicDate(new Date(now - lifetime));
    const reason = `Signature expired: ${signed} is now earlier than ${earliest} (${current} - ${lifetime / MINUTE} min.)`;
    throw securityError(service, 'clock skew', reason);
  }
  if (signedAt.getTime() - now > ALLOWED_SKEW) {
    const latest = basicDate(new Date(now + ALLOWED_SKEW));
    const reason = `Signature not yet current: ${signed} is still later than ${latest} (${current} + 5 min.)`;
    throw securityError(service, 'clock skew', reason);
  }
}

function checkSessionToken({ lifetime }: Credential, { sessionToken, service }: SignatureClaim): void {
  const expected = lifetime.kind === 'session' ? lifetime.sessionToken : undefined;
  if (!isSame(expected, sessionToken)) throw securityError(service, 'unknown key');
}

function isSame(expected: string | undefined, actual: string | undefined): boolean {
  if (expected === undefined || actual === undefined) return expected === actual;
  const [left, right] = [Buffer.from(expected), Buffer.from(actual)];
  return left.length === right.length && timingSafeEqual(left, right);
}
