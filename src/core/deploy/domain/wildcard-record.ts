import type { NameResolver } from '../../ports/connections';

/** What DNS says of a domain, of which every name should lead to the load balancer. */
export type WildcardState =
  | { readonly kind: 'right' }
  /** No name in the domain is known, or not yet. */
  | { readonly kind: 'missing' }
  /** Names lead to something else. */
  | { readonly kind: 'elsewhere'; readonly addresses: readonly string[] }
  /** The load balancer itself has no addresses yet. */
  | { readonly kind: 'too-early' };

/**
 * Asks for a name that has no record of its own.
 * @param label that no name in the domain has
 */
export async function checkWildcard(
  { domain, target, label }: { readonly domain: string; readonly target: string; readonly label: string },
  resolver: NameResolver,
  signal: AbortSignal,
): Promise<WildcardState> {
  const [wanted, found] = await Promise.all([
    resolver.addresses(target, signal),
    resolver.addresses(`${label}.${domain}`, signal),
  ]);
  if (found.length === 0) return { kind: 'missing' };
  if (wanted.length === 0) return { kind: 'too-early' };
  // A load balancer has several addresses, of which a name server may give some.
  return found.some((address) => wanted.includes(address))
    ? { kind: 'right' }
    : { kind: 'elsewhere', addresses: found };
}
