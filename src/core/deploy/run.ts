import { displayText, MAX_LENGTH } from '../foreign/shown-text';
import { isCancellation, toUserError } from '../errors/to-user-error';
import type { KubernetesObject } from '../ports/kubernetes';
import { annotatedForDeployment } from './annotate-objects';
import { applyObjects, pruneObjects } from './apply-objects';
import { deployError } from './errors';
import { withDeployLock } from './lock';
import { packObjects, readRecord, unpackObjects, writeEntry, type DeploymentEntry } from './record';
import type { DeployPorts, DeployProgress, DeployRequest, DeploymentOutcome } from './request';
import { requestedObjects } from './requested-objects';
import { rollOut, waitForAddresses, type RollOutEnd } from './roll-out';
import { isMigration, stagesOf } from './stages';

/** What all deployments are run with, whatever they bring. */
interface Run {
  readonly ports: DeployPorts;
  readonly report: (progress: DeployProgress) => void;
  readonly signal: AbortSignal;
}

type Place = Pick<DeployRequest, 'project' | 'environment' | 'namespace' | 'by'>;

/** What is brought into an environment. */
interface Brought {
  readonly entry: Omit<DeploymentEntry, 'number' | 'objects'>;
  readonly objects: (number: number) => readonly KubernetesObject[];
}

/**
 * Tests, builds, pushes, applies and waits until it runs. It can be killed at any step: what has reached the cluster is
 * finished by {@link finishDeployment}, from any window.
 * @throws UserError `deployment-running`, `deployment-taken-over`, and those of building and applying
 */
export function runDeployment(request: DeployRequest, run: Run): Promise<DeploymentOutcome> {
  return locked(request, run, async (signal) => {
    const { ports, report } = run;
    const image = await ports.makeImage((step) => {
      report({ step, waitingFor: '' });
    }, signal);
    report({ step: 'apply', waitingFor: '' });
    const { environment, commit, deployer, by } = request;
    const objects = await requestedObjects(request, image, ports, signal);
    const entry = {
      ...{ environment, commit: commit.sha, ref: commit.ref, isDirty: commit.isDirty, by },
      ...{ image: image.reference, deployer: deployer.kind },
      ...{ startedAt: ports.clock.now(), state: 'running' as const },
    };
    return bring(request, { entry, objects }, { ...run, signal });
  });
}

/**
 * Deploys again exactly what a deployment applied, as a new deployment.
 * @throws UserError `deployment-unknown` where its objects are not recorded
 */
export function rollBack(place: Place, to: number, run: Run): Promise<DeploymentOutcome> {
  return locked(place, run, async (signal) => {
    const entries = await readRecord(run.ports.cluster, place, signal);
    const entry = entries.find(({ number }) => number === to);
    if (entry?.objects === undefined)
      throw deployError('deployment-unknown', { number: to, environment: place.environment });
    const { environment, image, deployer } = entry;
    const objects = unpackObjects(entry.objects);
    const commit = { sha: entry.commit, ref: entry.ref, isDirty: entry.isDirty };
    return bring(
      place,
      {
        entry: {
          ...{ environment, image, deployer, commit: entry.commit, ref: entry.ref, isDirty: entry.isDirty },
          ...{ by: place.by, startedAt: run.ports.clock.now(), state: 'running', rolledBackTo: to },
        },
        objects: (number) =>
          objects.map((object) => annotatedForDeployment(object, { ...place, commit, number })),
      },
      { ...run, signal },
    );
  });
}

/**
 * Finishes what a window that is gone has begun. @returns `undefined` where nothing is in progress
 * @throws UserError `deployment-running` where that window is not gone
 */
export async function finishDeployment(place: Place, run: Run): Promise<DeploymentOutcome | undefined> {
  const isUnfinished = ({ state, objects }: DeploymentEntry) => state === 'running' && objects !== undefined;
  const [latest] = await readRecord(run.ports.cluster, place, run.signal);
  if (!latest || !isUnfinished(latest)) return undefined;
  const finished = await withDeployLock(run.ports, place, run.signal, async (signal) => {
    const entries = await readRecord(run.ports.cluster, place, signal);
    const [entry] = entries;
    if (!entry || !isUnfinished(entry)) return undefined;
    return applied(place, entry, entries.slice(1), { ...run, signal });
  });
  return finished && addressed(place, run, finished);
}

/** The lock is held until it runs; an address may take minutes more, in which others may deploy. */
async function locked(
  place: Place,
  run: Run,
  use: (signal: AbortSignal) => Promise<Finished>,
): Promise<DeploymentOutcome> {
  return addressed(place, run, await withDeployLock(run.ports, place, run.signal, use));
}

async function addressed(place: Place, run: Run, finished: Finished): Promise<DeploymentOutcome> {
  if (finished.kind === 'failed') return finished;
  const { number, objects } = finished;
  const waiting = (waitingFor: string) => {
    run.report({ step: 'address', number, waitingFor });
  };
  waiting('');
  const addresses = await waitForAddresses(objects, { ...place, number }, run.ports, waiting, run.signal);
  return { kind: 'succeeded', number, addresses };
}

type Finished =
  | Extract<DeploymentOutcome, { kind: 'failed' }>
  | { readonly kind: 'succeeded'; readonly number: number; readonly objects: readonly KubernetesObject[] };

async function bring(place: Place, { entry, objects }: Brought, run: Run): Promise<Finished> {
  const { cluster } = run.ports;
  const before = await readRecord(cluster, place, run.signal);
  const number = (before[0]?.number ?? 0) + 1;
  const all = objects(number);
  // Secrets are in no record, so another window could not apply them later.
  const secrets = all.filter(({ kind }) => kind === 'Secret');
  await applyObjects(cluster, secrets, place, run.signal);
  const begun = { ...entry, number, objects: packObjects(all) };
  await writeEntry(cluster, place, () => begun, run.signal);
  return applied(place, begun, before, run);
}

/** From here on everything can be repeated. */
async function applied(
  place: Place,
  entry: DeploymentEntry,
  before: readonly DeploymentEntry[],
  run: Run,
): Promise<Finished> {
  const { ports, signal } = run;
  const { number } = entry;
  const objects = unpackObjects(entry.objects ?? packObjects([]));
  const finish = (changes: Partial<DeploymentEntry>, until: AbortSignal) =>
    writeEntry(ports.cluster, place, () => ({ ...entry, ...changes, endedAt: ports.clock.now() }), until);
  let end: RollOutEnd;
  try {
    end = await inStages(objects, place, number, { ...run, signal });
    if (end.kind === 'succeeded') {
      const earlier = before[0]?.objects === undefined ? [] : unpackObjects(before[0].objects);
      await pruneObjects(ports.cluster, objects, earlier, { ...place, number }, signal);
    }
  } catch (error) {
    // Who took over writes the end; who cancels, or what failed here, is written by us, and told whatever becomes of
    // that.
    if (!isTakenOver(signal))
      await finish(endOf(error, signal), AbortSignal.timeout(5_000)).catch(() => undefined);
    throw error;
  }
  if (end.kind === 'succeeded') {
    await finish({ state: 'succeeded' }, signal);
    return { kind: 'succeeded', number, objects };
  }
  const { failure, serves } = end;
  const { code, text } = failure;
  await finish({ state: 'failed', failure: { code, text: displayText(text, MAX_LENGTH.sentence) } }, signal);
  const stillServing = serves ? before.find(({ state }) => state === 'succeeded')?.number : undefined;
  return { kind: 'failed', number, failure, ...(stillServing === undefined ? {} : { stillServing }) };
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

function endOf(error: unknown, signal: AbortSignal): Partial<DeploymentEntry> {
  if (isCancellation(error, signal)) return { state: 'cancelled' };
  const { code, message } = toUserError(error);
  return { state: 'failed', failure: { code, text: displayText(message, MAX_LENGTH.sentence) } };
}

function isTakenOver({ reason }: AbortSignal): boolean {
  return reason instanceof Error && 'code' in reason && reason.code === 'deployment-taken-over';
}
