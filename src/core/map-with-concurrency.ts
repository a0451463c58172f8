/** Calls `act` for each item, at most `concurrency` at a time. @returns the results in the order of the items */
export async function mapWithConcurrency<T, R>(
  items: readonly T[],
  concurrency: number,
  act: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const work = async () => {
    for (const [i, item] of waiting) results[i] = await act(item);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}
