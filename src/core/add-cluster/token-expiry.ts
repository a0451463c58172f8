import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { Problem } from './problem';

/** As far as dates go: https://tc39.es/ecma262/#sec-time-values-and-time-range */
const LAST_SECOND = 8.64e12;

const CLAIMS = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ exp: v.pipe(v.number(), v.minValue(-LAST_SECOND), v.maxValue(LAST_SECOND)) }),
);

/**
 * When a token ends by what it says itself (`exp` of a JSON web token), in milliseconds since the epoch; `undefined` for
 * one that does not end, or does not tell. Its signature is the cluster's to check.
 * https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
 */
export function tokenExpiry(token: string): number | undefined {
  const [, payload, signature] = token.split('.');
  if (!payload || signature === undefined) return undefined;
  const claims = v.safeParse(CLAIMS, Buffer.from(payload, 'base64url').toString());
  return claims.success ? claims.output.exp * 1000 : undefined;
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
