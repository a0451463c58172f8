import { Resolver } from 'node:dns/promises';
import type { NameResolver } from '../core/ports/connections';

/** Name servers say so of a name that they do not have, or not of this kind. https://nodejs.org/api/dns.html#error-codes */
const UNKNOWN = ['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'ETIMEOUT', 'EREFUSED', 'ECONNREFUSED'];
const TIME = { timeout: 3_000, tries: 2 };

/**
 * Asks name servers, and neither the hosts file nor a cache of the system, which would remember that a name was unknown.
 * @param servers in place of those of the machine
 */
export function nameResolver(servers?: readonly string[]): NameResolver {
  return {
    async addresses(host, signal) {
      const resolver = new Resolver(TIME);
      if (servers) resolver.setServers(servers);
      const cancel = () => {
        resolver.cancel();
      };
      signal.throwIfAborted();
      signal.addEventListener('abort', cancel);
      try {
        const found = await Promise.all([
          resolver.resolve4(host).catch(unlessUnknown),
          resolver.resolve6(host).catch(unlessUnknown),
        ]);
        return found.flat();
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },
  };
}

function unlessUnknown(error: unknown): readonly string[] {
  if (error instanceof Error && 'code' in error && UNKNOWN.includes(String(error.code))) return [];
  throw error;
}
