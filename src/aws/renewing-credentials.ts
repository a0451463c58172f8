import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';

/** As early as the SDK itself asks again: requests under way and tokens made of the credentials end in time. */
const EARLY_MS = 5 * 60_000;

/**
 * Hands out the credentials and renews them before they end, once for all who ask meanwhile. A renewal that fails
 * early does no harm: it is tried again at the next request, until the credentials have really ended.
 */
export function renewingCredentials(
  first: AwsCredentialIdentity,
  renew: () => Promise<AwsCredentialIdentity>,
  now: () => number = Date.now,
): AwsCredentialIdentityProvider {
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

  return () => {
    if (lifetime() > EARLY_MS) return Promise.resolve(current);
    renewal ??= startRenewal();
    return renewal;
  };
}
