import type { SimulatedClock } from '../../clock';
import { isFields, type Fields } from '../objects';
import type { Instance } from './runtime';
import { sleep } from './sleep';

/** So often a kubelet looks at what runs: whatever ends before it has looked was never ready. */
const RELIST_MS = 1000;

/** What probes of one run of a container lead to. */
export interface ProbeFindings {
  started(): void;
  readiness(isReady: boolean): void;
  /** One attempt failed, and how. */
  unhealthy(probe: string, why: string): void;
  /** It failed so often that the container has to go. */
  fatal(probe: 'startup' | 'liveness'): void;
}

/** Probes a container until it ends: startup first, then readiness and liveness. Without probes all is well at once. */
export async function probe(
  container: Fields,
  instance: Instance,
  { clock, signal, findings }: { clock: SimulatedClock; signal: AbortSignal; findings: ProbeFindings },
): Promise<void> {
  const kept = { instance, clock, signal, findings };
  await sleep(clock, RELIST_MS, signal);
  const { startupProbe, readinessProbe, livenessProbe } = container;
  if (isFields(startupProbe) && (await untilDecided('Startup', startupProbe, kept)) === 'failed') {
    findings.fatal('startup');
    return;
  }
  findings.started();
  if (!isFields(readinessProbe)) findings.readiness(true);
  await Promise.all([
    isFields(readinessProbe) ? watchReadiness(readinessProbe, kept) : undefined,
    isFields(livenessProbe) ? watchLiveness(livenessProbe, kept) : undefined,
  ]);
}

interface Kept {
  readonly instance: Instance;
  readonly clock: SimulatedClock;
  readonly signal: AbortSignal;
  readonly findings: ProbeFindings;
}

async function watchReadiness(spec: Fields, kept: Kept): Promise<void> {
  for await (const result of decisions('Readiness', spec, kept))
    kept.findings.readiness(result === 'succeeded');
}

async function watchLiveness(spec: Fields, kept: Kept): Promise<void> {
  for await (const result of decisions('Liveness', spec, kept)) {
    if (result === 'succeeded') continue;
    kept.findings.fatal('liveness');
    return;
  }
}

async function untilDecided(name: string, spec: Fields, kept: Kept): Promise<'succeeded' | 'failed'> {
  for await (const result of decisions(name, spec, kept)) return result;
  return 'failed';
}

/** Yields each time when enough attempts in a row have gone one way. */
async function* decisions(
  name: string,
  spec: Fields,
  { instance, clock, signal, findings }: Kept,
): AsyncGenerator<'succeeded' | 'failed'> {
  const number = (field: string, otherwise: number) => Number(spec[field] ?? otherwise);
  const needed = { succeeded: number('successThreshold', 1), failed: number('failureThreshold', 3) };
  let last: 'succeeded' | 'failed' | undefined;
  let inARow = 0;
  await sleep(clock, number('initialDelaySeconds', 0) * 1000, signal);
  for (;;) {
    const why = await instance.check(spec);
    if (signal.aborted) return;
    if (why !== undefined) findings.unhealthy(name, why);
    const result = why === undefined ? 'succeeded' : 'failed';
    inARow = result === last ? inARow + 1 : 1;
    last = result;
    if (inARow >= needed[result]) yield result;
    await sleep(clock, number('periodSeconds', 10) * 1000, signal);
  }
}
