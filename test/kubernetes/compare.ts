import type { Answer } from './send';
import { shapeDifferences, shapeOf, type Pair } from './shape';

/** Something in which two answers differ. */
export interface Difference extends Pair {
  /** `status`, `contentType`, `reason`, `causes`, or a path of the body. */
  readonly at: string;
}

/** Compares what clients of the two servers can tell apart, and nothing that is another each time. */
export function differencesBetween(simulated: Answer, real: Answer): readonly Difference[] {
  const visible = Object.entries(VISIBLE).flatMap(([at, of]) => {
    const pair = { at, simulated: of(simulated), real: of(real) };
    return pair.simulated === pair.real ? [] : [pair];
  });
  // In another kind of answer every field is another.
  if (visible.some(({ at }) => at === 'status' || at === 'contentType')) return visible;
  const shapes = shapeDifferences(shapeOf(simulated.body), shapeOf(real.body));
  return [...visible, ...[...shapes].map(([at, pair]) => ({ at, ...pair }))];
}

const VISIBLE: Readonly<Record<string, (answer: Answer) => string | undefined>> = {
  status: ({ status }) => String(status),
  contentType: ({ contentType }) => contentType,
  reason: ({ body }) => refusalOf(body)?.reason,
  causes: ({ body }) => causesOf(body),
};

interface Refusal {
  readonly kind?: unknown;
  readonly status?: unknown;
  readonly reason?: string;
  readonly details?: { readonly causes?: readonly { reason?: string; field?: string }[] };
}

function refusalOf(body: unknown): Refusal | undefined {
  const { kind, status } = (typeof body === 'object' && body !== null ? body : {}) as Refusal;
  return kind === 'Status' && status === 'Failure' ? (body as Refusal) : undefined;
}

/** What the product reads of a refusal's details. */
function causesOf(body: unknown): string | undefined {
  return refusalOf(body)
    ?.details?.causes?.map(({ reason = '', field = '' }) => `${reason} ${field}`)
    .toSorted()
    .join(', ');
}
