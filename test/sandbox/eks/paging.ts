import type { ServiceRequest } from '../service';
import { number, text } from '../input';
import { invalidParameter } from './errors';

const LARGEST_PAGE = 100;

export interface Page<T> {
  readonly items: readonly T[];
  /** Spread into the response: present only when there is more. */
  readonly next: { readonly nextToken?: string };
}

/** The page that the request asks for with `maxResults` and `nextToken`. */
export function page<T>(all: readonly T[], { input }: ServiceRequest): Page<T> {
  const size = number(input, 'maxResults') ?? LARGEST_PAGE;
  if (size < 1 || size > LARGEST_PAGE) {
    throw invalidParameter(`maxResults needs to be between 1 and ${LARGEST_PAGE}`);
  }
  const start = decode(text(input, 'nextToken'));
  const end = start + size;
  return { items: all.slice(start, end), next: end < all.length ? { nextToken: encode(end) } : {} };
}

function encode(position: number): string {
  return Buffer.from(`from ${position}`).toString('base64url');
}

function decode(token: string | undefined): number {
  if (token === undefined) return 0;
  const position = /^from (\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (position === undefined) throw invalidParameter('Invalid nextToken');
  return Number(position);
}
