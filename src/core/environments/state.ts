import { firstCause, type Failure } from './failures/failure';

/** How an environment, or a workload in it, is. */
export type EnvironmentState =
  /** There is nothing. */
  | { readonly kind: 'none' }
  /** It takes its time. `waitingFor` is a sentence; empty where nothing in particular is known. */
  | ({ readonly kind: 'rolling-out'; readonly waitingFor: string } & Counts)
  | ({ readonly kind: 'healthy' } & Counts)
  /** It serves, with less than it should. */
  | ({ readonly kind: 'degraded'; readonly failure?: Failure } & Counts)
  /** It does not run, or its latest version does not; then `ready` tells what of an earlier one still serves. */
  | ({ readonly kind: 'failing'; readonly failure: Failure } & Counts)
  /** Nothing of it is to run. */
  | { readonly kind: 'stopped' }
  /** It cannot be told: a sentence says why. */
  | { readonly kind: 'unknown'; readonly because: string };

export interface Counts {
  readonly ready: number;
  readonly wanted: number;
}

/** The state of all of them together. The worst counts; of several failures the one that may be the others' cause. */
export function combined(states: readonly EnvironmentState[]): EnvironmentState {
  if (states.every(({ kind }) => kind === 'none')) return { kind: 'none' };
  const counts = sum(states);
  const failing = states.filter((state) => state.kind === 'failing');
  const failure = firstCause(states.flatMap((state) => ('failure' in state && state.failure) || []));
  if (failing.length > 0 && failure) return { kind: 'failing', failure, ...counts };
  const degraded = states.some(({ kind }) => kind === 'degraded');
  if (degraded && failure) return { kind: 'degraded', failure, ...counts };
  const rolling = states.filter((state) => state.kind === 'rolling-out');
  if (rolling.length > 0) {
    const waitingFor = rolling.map((state) => state.waitingFor).find((text) => text !== '') ?? '';
    return { kind: 'rolling-out', waitingFor, ...counts };
  }
  if (degraded) return { kind: 'degraded', ...counts };
  const unknown = states.find((state) => state.kind === 'unknown');
  if (unknown) return unknown;
  return states.some(({ kind }) => kind === 'healthy') ? { kind: 'healthy', ...counts } : { kind: 'stopped' };
}

function sum(states: readonly EnvironmentState[]): Counts {
  const counts = states.flatMap((state) => ('ready' in state ? [state] : []));
  return {
    ready: counts.reduce((total, { ready }) => total + ready, 0),
    wanted: counts.reduce((total, { wanted }) => total + wanted, 0),
  };
}
