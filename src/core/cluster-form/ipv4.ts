/** A range of IPv4 addresses. */
export interface Ipv4Range {
  readonly first: number;
  /** Length of the prefix, 0 to 32. */
  readonly prefix: number;
}

/** @returns `undefined` for what is no CIDR block in canonical form: four decimals without leading zeros, a slash, a length */
export function parseCidr(text: string): Ipv4Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const parts = match.slice(1);
  if (parts.some((part) => part.length > 1 && part.startsWith('0'))) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = parts.map(Number);
  if ([a, b, c, d].some((byte) => byte > 255) || prefix > 32) return undefined;
  return { first: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

/** Whether the first address is the first of its block: `10.0.0.1/16` is not how AWS writes a block. */
export function isAligned({ first, prefix }: Ipv4Range): boolean {
  return first % size(prefix) === 0;
}

/** Whether all of `inner` lies in `outer`. */
export function contains(outer: Ipv4Range, inner: Ipv4Range): boolean {
  return inner.first >= outer.first && end(inner) <= end(outer);
}

export function overlap(one: Ipv4Range, other: Ipv4Range): boolean {
  return one.first < end(other) && other.first < end(one);
}

function end({ first, prefix }: Ipv4Range): number {
  return first + size(prefix);
}

function size(prefix: number): number {
  return 2 ** (32 - prefix);
}
