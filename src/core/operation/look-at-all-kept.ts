import { isCancellation } from '../errors/to-user-error';
import type { OperationRunnerDeps } from './run/operation-runner';
import { isKept, mayBeKept } from './kept';
import { refreshKept } from './refresh-kept';
import type { Operation } from './operation';

type RefreshAllDeps = Pick<OperationRunnerDeps, 'journal' | 'lock' | 'clock' | 'portsFor'>;

/**
 * Looks at all that the user keeps, and at what 0.1.0 kept without showing it: what is there is under way in the journal
 * afterwards, with what it costs; what is gone has ended. What cannot be looked at stays as it is, without a word. Ends
 * early when aborted.
 */
export async function refreshAllKept(world: RefreshAllDeps, signal: AbortSignal): Promise<void> {
  for (const operation of await findAllKept(world)) {
    try {
      await refresh(operation, world, signal);
    } catch (error) {
      if (isCancellation(error, signal)) return;
    }
  }
}

async function findAllKept({ journal }: RefreshAllDeps): Promise<readonly Operation[]> {
  const underWay = await journal.load();
  const known = new Set(underWay.flatMap((operation) => [operation.id, ...stackArns(operation)]));
  const earlier = (await journal.ended())
    .filter(mayBeKept)
    .toSorted((a, b) => b.startedAt - a.startedAt)
    .filter((operation) => {
      // The latest that is about a stack stands for it.
      const keys = [operation.id, ...stackArns(operation)];
      const isNew = !keys.some((key) => known.has(key));
      for (const key of keys) known.add(key);
      return isNew;
    });
  return [...underWay.filter(isKept), ...earlier];
}

async function refresh(operation: Operation, world: RefreshAllDeps, signal: AbortSignal): Promise<void> {
  const { clock, journal, portsFor } = world;
  const deps = await portsFor(operation);
  const surroundings = {
    session: await deps.session(),
    installation: deps.installation,
    others: await journal.load(),
    now: clock.now(),
  };
  const found = await refreshKept(operation, surroundings, signal);
  if (!isSame(found, operation)) await saveIfUnchanged(operation, found, world);
}

/** Unless the user has chosen something else meanwhile, or another window has seen the same. */
async function saveIfUnchanged(
  before: Operation,
  found: Operation,
  { journal, lock }: RefreshAllDeps,
): Promise<void> {
  const held = await lock.acquire(before.id);
  if (!held) return;
  try {
    const all = before.outcome ? await journal.ended() : await journal.load();
    const now = all.find(({ id }) => id === before.id);
    if (!now || !isSame(now, before) || (await journal.choice(before.id))) return;
    if (found.outcome) await journal.end(found);
    else await journal.save(found);
  } finally {
    await held.release();
  }
}

function stackArns({ stack }: Operation): readonly string[] {
  return 'arn' in stack && stack.arn !== undefined ? [stack.arn] : [];
}

/** Operations are plain data. */
function isSame(a: Operation, b: Operation): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
