import * as l10n from '@vscode/l10n';
import type { Problem } from './problem';

/**
 * When a token ends by what it says itself (`exp` of a JSON web token), in milliseconds since the epoch; `undefined` for
 * one that does not end, or does not tell. Its signature is the cluster's to check.
 * https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
 */
export function tokenExpiry(token: string): number | undefined {
  const [, payload, signature] = token.split('.');
  if (!payload || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
    const end = typeof exp === 'number' ? exp * 1000 : Number.NaN;
    // As far as dates go: https://tc39.es/ecma262/#sec-time-values-and-time-range
    return Math.abs(end) <= 8.64e15 ? end : undefined;
  } catch {
    return undefined;
  }
}

/** A token that ends locks its user out later; one that has ended does so now. @param now since the epoch */
export function tokenExpiryProblem(token: string, now: number): Problem | undefined {
  const end = tokenExpiry(token);
  if (end === undefined) return undefined;
  const date = expiryText(end);
  return {
    message:
      end <= now
        ? l10n.t('The token expired on {0}.', date)
        : l10n.t('The token expires on {0}; until then the cluster can be used.', date),
    remedy: l10n.t(
      'Enter the token from a Secret of type kubernetes.io/service-account-token. It does not expire.',
    ),
  };
}

/** In UTC, to the minute, for everybody to read. */
export function expiryText(end: number): string {
  return `${new Date(end).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
