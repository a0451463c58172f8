import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';

/** As early as the SDK itself asks again: requests in progress and tokens made of the credentials end in time. */
const EARLY_MS = 5 * 60_000;

/** What the SDK's clients ask for credentials; `memoized` tells them to ask each time and to keep none themselves. */
export type RenewingCredentials = AwsCredentialIdentityProvider & {
  readonly memoized: true;
  /** AWS no longer takes the credentials: the next request waits for new ones. */
  readonly expire: () => void;
  /** Renews credentials that end within `ms` now, where that can be done. */
  readonly ensureValidFor: (ms: number) => Promise<void>;
};

/**
 * Returns the credentials and renews them before they end, once for all concurrent callers. A renewal that fails
 * early does no harm: it is tried again at the next request, until the credentials have really ended.
 */
export function renewingCredentials(
  first: AwsCredentialIdentity,
  renew: () => Promise<AwsCredentialIdentity>,
  now: () => number = Date.now,
): RenewingCredentials {
  let current = first;
  let renewal: Promise<AwsCredentialIdentity> | undefined;
  const lifetime = () => (current.expiration?.getTime() ?? Infinity) - now();

  const startRenewal = async () => {
    try {
      current = await renew();
    } catch (error) {
      if (lifetime() <= 0) throw error;
    } finally {
      renewal = undefined;
    }
    return current;
  };

  const validFor = (ms: number) => {
    if (lifetime() > ms) return Promise.resolve(current);
    renewal ??= startRenewal();
    return renewal;
  };
  const provide = () => validFor(EARLY_MS);
  const ensureValidFor = async (ms: number) => {
    await validFor(ms);
  };
  const expire = () => {
    current = { ...current, expiration: new Date(0) };
  };
  return Object.assign(provide, { memoized: true as const, expire, ensureValidFor });
}
