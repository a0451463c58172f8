import { number, text, type Input } from '../input';
import { ServiceError } from '../service';

export interface PageRange {
  readonly smallest: number;
  readonly largest: number;
}

/** The page that MaxResults and NextToken ask for, as members of the response; `name` is the list's. */
export function pageOf(
  all: readonly unknown[],
  name: string,
  input: Input,
  { smallest, largest }: PageRange,
): Record<string, unknown> {
  const size = number(input, 'MaxResults') ?? largest;
  if (size < smallest || size > 1000) {
    throw new ServiceError(
      'InvalidParameterValue',
      `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value between ${smallest} and 1000.`,
    );
  }
  const start = position(text(input, 'NextToken'));
  // AWS gives no more than its own limit, whatever was asked for.
  const end = start + Math.min(size, largest);
  const nextToken = end < all.length ? Buffer.from(`from ${end}`).toString('base64') : undefined;
  return { [name]: all.slice(start, end), NextToken: nextToken };
}

function position(token: string | undefined): number {
  if (token === undefined) return 0;
  const found = /^from (\d+)$/.exec(Buffer.from(token, 'base64').toString())?.[1];
  if (found === undefined) throw new ServiceError('InvalidParameterValue', 'Invalid value for nextToken.');
  return Number(found);
}
