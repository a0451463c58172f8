import type { Address } from '../addresses/address';

/** Whether somebody answers at a port: the name resolves, and a connection comes about. */
export type AnswersAt = (host: string, port: number, signal: AbortSignal) => Promise<boolean>;

/**
 * The first address that answers from here. A load balancer has a name minutes before a name server knows it, and one
 * inside a VPC is reached from nowhere else.
 * @returns its URL; `undefined` where none answers
 */
export async function reachableAddress(
  addresses: readonly Address[],
  answersAt: AnswersAt,
  signal: AbortSignal,
): Promise<string | undefined> {
  const urls = addresses.flatMap((address) => (address.kind === 'ready' ? [address.url] : []));
  const answers = await Promise.all(urls.map((url) => answersTo(url, answersAt, signal)));
  return urls.find((_, index) => answers[index]);
}

async function answersTo(url: string, answersAt: AnswersAt, signal: AbortSignal): Promise<boolean> {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return answersAt(host, port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port), signal);
}
