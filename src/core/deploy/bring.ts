import { displayText, MAX_LENGTH } from '../foreign/shown-text';
import { isCancellation, toUserError } from '../errors/to-user-error';
import type { HelmPort } from '../ports/deploy-tools';
import type { KubernetesObject } from '../ports/kubernetes';
import { applyObjects, pruneObjects } from './apply-objects';
import { changeRelease, markObjects, releasedObjects, releaseOf } from './helm/change-release';
import type { Revision } from './helm/release';
import {
  packObjects,
  readRecord,
  recordedObjects,
  unpackObjects,
  writeEntry,
  type DeploymentEntry,
} from './record';
import type { DeployPorts, DeployProgress, DeployRequest, DeploymentOutcome } from './request';
import { rollOut, type RollOutEnd } from './roll-out';
import { isMigration, stagesOf } from './stages';
import { toolError } from './tool-errors';

/** What all deployments are run with, whatever they bring. */
export interface Run {
  readonly ports: DeployPorts;
  readonly report: (progress: DeployProgress) => void;
  readonly signal: AbortSignal;
  /** Where somebody else deploys to the environment, it is refused unless given. */
  readonly ifLocked?: 'wait' | 'take-over';
}

export type Place = Pick<DeployRequest, 'project' | 'environment' | 'namespace' | 'by'>;

/** What is brought into an environment. */
export interface Brought {
  readonly entry: Omit<DeploymentEntry, 'number' | 'objects' | 'revision'>;
  readonly content:
    | { readonly kind: 'objects'; readonly objects: (number: number) => readonly KubernetesObject[] }
    /** What Helm makes of a chart or of an earlier revision. */
    | {
        readonly kind: 'release';
        readonly change: (
          helm: HelmPort,
          revisions: readonly Revision[],
          signal: AbortSignal,
        ) => Promise<void>;
      };
}

export type Finished =
  | Extract<DeploymentOutcome, { kind: 'failed' }>
  | { readonly kind: 'succeeded'; readonly number: number; readonly objects: readonly KubernetesObject[] };

/** Brings something into the cluster, and waits until it runs. */
export async function bring(place: Place, { entry, content }: Brought, run: Run): Promise<Finished> {
  const { ports, signal } = run;
  const { cluster } = ports;
  const before = await readRecord(cluster, place, signal);
  const number = (before[0]?.number ?? 0) + 1;
  await endLeftOver(place, before, run);
  switch (content.kind) {
    case 'objects': {
      const all = content.objects(number);
      // Secrets are in no record, so that another window could not apply them later.
      const secrets = all.filter(({ kind }) => kind === 'Secret');
      await applyObjects(cluster, secrets, place, signal);
      const begun = { ...entry, number, objects: packObjects(all) };
      await writeEntry(cluster, place, () => begun, signal);
      return completed(place, begun, before, run);
    }
    case 'release': {
      const begun = { ...entry, number };
      await writeEntry(cluster, place, () => begun, signal);
      const isUnended = before[0]?.deployer === 'helm' && before[0].state !== 'succeeded';
      const since = isUnended ? before[0]?.startedAt : undefined;
      const released = await recordingFailure(place, begun, run, () =>
        changeRelease(
          releaseOf(place),
          ports,
          (helm, revisions) => content.change(helm, revisions, signal),
          since,
          signal,
        ),
      );
      const { revision, objects } = released;
      const applied = { ...begun, revision, objects: packObjects(objects) };
      await writeEntry(cluster, place, () => applied, signal);
      return completed(place, applied, before, run);
    }
  }
}

/** Whose window is gone, or was taken over from, does not end any more: the lock is ours. */
async function endLeftOver(place: Place, before: readonly DeploymentEntry[], run: Run): Promise<void> {
  for (const left of before.filter(({ state }) => state === 'running'))
    await writeEnd(place, left, run, { state: 'superseded' }, run.signal);
}

/** Whether a deployment has not ended, and another window can finish it: the cluster has what it needs. */
export function isUnfinished({ state, objects, deployer }: DeploymentEntry): boolean {
  return state === 'running' && (objects !== undefined || deployer === 'helm');
}

/** Finishes what is in the cluster already. All of it can be repeated. */
export async function finish(
  place: Place,
  entry: DeploymentEntry,
  before: readonly DeploymentEntry[],
  run: Run,
): Promise<Finished> {
  if (entry.objects !== undefined) return completed(place, entry, before, run);
  const { ports, signal } = run;
  const released = await releasedObjects(releaseOf(place), ports.cluster, signal);
  // Helm's labels have whole seconds.
  if (!released || released.changedAt < entry.startedAt - 1000) {
    const { code, message, remedy } = toolError('helm-interrupted');
    await writeEnd(place, entry, run, { state: 'failed', failure: { code, text: message } }, signal);
    return { kind: 'failed', number: entry.number, failure: { code, text: message, remedy, lines: [] } };
  }
  const { revision, objects } = released;
  const applied = { ...entry, revision, objects: packObjects(objects) };
  await writeEntry(ports.cluster, place, () => applied, signal);
  return completed(place, applied, before, run);
}

async function completed(
  place: Place,
  entry: DeploymentEntry,
  before: readonly DeploymentEntry[],
  run: Run,
): Promise<Finished> {
  const { ports, signal } = run;
  const { number } = entry;
  const objects = unpackObjects(entry.objects ?? packObjects([]));
  const end = await recordingFailure(place, entry, run, async () => {
    const rolledOut =
      entry.deployer === 'helm'
        ? await releaseRollOut(objects, place, entry, run)
        : await inStages(objects, place, number, run);
    if (rolledOut.kind === 'succeeded') {
      const earlier = before[0] ? recordedObjects(before[0]) : [];
      await pruneObjects(ports.cluster, objects, earlier, { ...place, number }, signal);
    }
    return rolledOut;
  });
  if (end.kind === 'succeeded') {
    await writeEnd(place, entry, run, { state: 'succeeded' }, signal);
    return { kind: 'succeeded', number, objects };
  }
  const { failure, serves } = end;
  const { code, text } = failure;
  const told = { code, text: displayText(text, MAX_LENGTH.sentence) };
  await writeEnd(place, entry, run, { state: 'failed', failure: told }, signal);
  const stillServing = serves ? before.find(({ state }) => state === 'succeeded')?.number : undefined;
  return { kind: 'failed', number, failure, ...(stillServing === undefined ? {} : { stillServing }) };
}

async function releaseRollOut(
  objects: readonly KubernetesObject[],
  place: Place,
  { number, by, commit, ref, isDirty }: DeploymentEntry,
  { ports, report, signal }: Run,
): Promise<RollOutEnd> {
  const deployed = { ...place, number, by, commit: { sha: commit, ref, isDirty } };
  await markObjects(objects, deployed, ports, signal);
  const waiting = (waitingFor: string) => {
    report({ step: 'roll-out', number, waitingFor });
  };
  waiting('');
  return rollOut(objects, { ...place, number }, ports, waiting, signal);
}

/** What a later stage needs runs before it is applied. */
async function inStages(
  objects: readonly KubernetesObject[],
  place: Place,
  number: number,
  { ports, report, signal }: Run,
): Promise<RollOutEnd> {
  for (const stage of stagesOf(objects)) {
    report({ step: 'apply', number, waitingFor: '' });
    await applyObjects(ports.cluster, stage, place, signal);
    const waiting = (waitingFor: string) => {
      report({ step: 'roll-out', number, waitingFor });
    };
    waiting('');
    const end = await rollOut(stage, { ...place, number }, ports, waiting, signal);
    if (end.kind === 'failed') return isMigration(stage[0]) ? { ...end, serves: true } : end;
  }
  return { kind: 'succeeded' };
}

/** Who took over writes the end; who cancels, or what failed here, is written by us, and told whatever becomes of that. */
async function recordingFailure<T>(
  place: Place,
  entry: DeploymentEntry,
  run: Run,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isTakenOver(run.signal))
      await writeEnd(place, entry, run, endOf(error, run.signal), AbortSignal.timeout(5_000)).catch(
        () => undefined,
      );
    throw error;
  }
}

async function writeEnd(
  place: Place,
  entry: DeploymentEntry,
  { ports: { cluster, clock } }: Run,
  changes: Partial<DeploymentEntry>,
  signal: AbortSignal,
): Promise<void> {
  const end = (entries: readonly DeploymentEntry[]) => {
    const current = entries.find(({ number }) => number === entry.number) ?? entry;
    // Who took over has written it.
    return current.state === 'superseded' ? current : { ...entry, ...changes, endedAt: clock.now() };
  };
  await writeEntry(cluster, place, end, signal);
}

function endOf(error: unknown, signal: AbortSignal): Partial<DeploymentEntry> {
  if (isCancellation(error, signal)) return { state: 'cancelled' };
  const { code, message } = toUserError(error);
  return { state: 'failed', failure: { code, text: displayText(message, MAX_LENGTH.sentence) } };
}

function isTakenOver({ reason }: AbortSignal): boolean {
  return reason instanceof Error && 'code' in reason && reason.code === 'deployment-taken-over';
}
