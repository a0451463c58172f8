/** What each call to the simulated AWS takes. */
export const CALL_MS = 200;

/** From now on every call takes {@link CALL_MS}. */
export async function delayEachCall({ url }: { readonly url: string }): Promise<void> {
  const fault = { service: '*', action: '*', latencyMs: CALL_MS };
  const answer = await fetch(`${url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) });
  if (!answer.ok) throw new Error(await answer.text());
}
