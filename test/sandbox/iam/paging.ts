import { number, text, type Input } from '../input';
import { ServiceError } from '../service';
import { invalidMember } from '../validation';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1000;

/** The page that MaxItems and Marker ask for, as members of the response; `name` is the list's. */
export function pageOf(all: readonly unknown[], name: string, input: Input): Record<string, unknown> {
  const size = number(input, 'MaxItems') ?? DEFAULT_PAGE;
  if (size < 1 || size > LARGEST_PAGE) {
    throw invalidMember('MaxItems', String(size), `have value less than or equal to ${LARGEST_PAGE}`);
  }
  const start = position(text(input, 'Marker'));
  const end = start + size;
  const isTruncated = end < all.length;
  return {
    [name]: all.slice(start, end),
    IsTruncated: isTruncated,
    Marker: isTruncated ? Buffer.from(`from ${end}`).toString('base64') : undefined,
  };
}

function position(marker: string | undefined): number {
  if (marker === undefined) return 0;
  const found = /^from (\d+)$/.exec(Buffer.from(marker, 'base64').toString())?.[1];
  if (found === undefined) throw new ServiceError('ValidationError', 'Invalid Marker.');
  return Number(found);
}
