import { environmentSlug } from '../cluster/environment-names';
import type { KubernetesObject } from '../ports/kubernetes';
import { bring, finish, isUnfinished, type Brought, type Finished, type Place, type Run } from './bring';
import { annotatedForDeployment } from './annotate-objects';
import { deployError } from './errors';
import { withExposure } from './exposure';
import { releaseOf } from './helm/change-release';
import { imageValues } from './helm/image-values';
import { withDeployLock, type IfLocked } from './lock';
import { readRecord, unpackObjects, type DeploymentEntry } from './record';
import type { DeployedImage, DeployRequest, DeployStep, DeploymentOutcome, Exposure } from './request';
import { requestedObjects } from './requested-objects';
import { waitForAddresses } from './roll-out';
import { startable } from './stop';
import { waitingForText } from './texts';
import { toolError } from './tool-errors';

/**
 * Tests, builds, pushes, applies and waits until it runs. It can be killed at any step: what has reached the cluster is
 * finished by {@link finishDeployment}, from any window.
 * @throws UserError `deployment-running`, `deployment-taken-over`, and those of building and applying
 */
export function runDeployment(request: DeployRequest, run: Run): Promise<DeploymentOutcome> {
  return locked(request, run, async (signal) => {
    const { ports, report } = run;
    const before = await readRecord(ports.cluster, request, signal);
    const enter = (step: DeployStep) => {
      report({ step, waitingFor: '' });
    };
    const image = await ports.makeImage(enter, before, signal);
    report({ step: 'apply', waitingFor: '' });
    const { environment, commit, deployer, by } = request;
    const content = await contentOf(request, image, { ...run, signal });
    const entry = {
      ...{ environment, commit: commit.sha, ref: commit.ref, isDirty: commit.isDirty, by },
      ...{ image: image.reference, builtFrom: image.builtFrom, deployer: deployer.kind },
      ...{ startedAt: ports.clock.now(), state: 'running' as const },
    };
    return bring(request, { entry, content }, { ...run, signal });
  });
}

async function contentOf(
  request: DeployRequest,
  image: DeployedImage,
  { ports, signal }: Run,
): Promise<Brought['content']> {
  const { deployer, project } = request;
  if (deployer.kind !== 'helm')
    return {
      kind: 'objects',
      objects: await requestedObjects({ ...request, deployer }, image, ports, signal),
    };
  const { chart, defaults, valuesFiles } = deployer;
  const values = imageValues(defaults, project.name, image);
  return {
    kind: 'release',
    change: (helm, _revisions, until) =>
      helm.upgrade({ ...releaseOf(request), chart, valuesFiles, values }, until),
  };
}

/**
 * Deploys again exactly what a deployment applied, as a new deployment.
 * @param isStored whether the nodes can pull an image; `undefined` where that is not known
 * @throws UserError `deployment-unknown` where its objects are not recorded, `image-gone`, `release-revision-missing`
 */
export function rollBack(
  place: Place,
  to: number,
  run: Run,
  isStored: (image: string, signal: AbortSignal) => Promise<boolean | undefined>,
): Promise<DeploymentOutcome> {
  return locked(place, run, async (signal) => {
    const entries = await readRecord(run.ports.cluster, place, signal);
    const found = entries.find(({ number }) => number === to);
    if (found?.objects === undefined)
      throw deployError('deployment-unknown', { number: to, environment: place.environment });
    const { image } = found;
    // Pods that run would go, and new ones could not start.
    if ((await isStored(image, signal)) === false) throw deployError('image-gone', { number: to, image });
    const entry = { ...entryLike(found, place, run), rolledBackTo: to };
    return bring(place, { entry, content: earlierContent(place, found) }, { ...run, signal });
  });
}

/**
 * Deploys again what runs, reached in another way.
 * @throws UserError `nothing-to-expose`, and `exposure-foreign` where the objects are the user's own
 */
export function changeExposure(place: Place, exposure: Exposure, run: Run): Promise<DeploymentOutcome> {
  return locked(place, run, async (signal) => {
    const { environment } = place;
    const found = startable(await readRecord(run.ports.cluster, place, signal));
    if (found?.objects === undefined) throw deployError('nothing-to-expose', { environment });
    if (found.deployer !== 'built-in') throw deployError('exposure-foreign', { environment });
    const objects = withExposure(unpackObjects(found.objects), environmentSlug(environment), exposure);
    const entry = entryLike(found, place, run);
    return bring(place, { entry, content: againAs(objects, place, found) }, { ...run, signal });
  });
}

/** That of a new deployment of the same image. */
function entryLike(
  { environment, image, builtFrom, deployer, commit, ref, isDirty }: DeploymentEntry,
  { by }: Place,
  { ports }: Run,
): Brought['entry'] {
  const startedAt = ports.clock.now();
  const state = 'running' as const;
  return { environment, image, builtFrom, deployer, commit, ref, isDirty, by, startedAt, state };
}

/** Helm brings back what it has brought; everything else is in the record. */
function earlierContent(place: Place, entry: DeploymentEntry): Brought['content'] {
  const { revision } = entry;
  if (revision !== undefined) {
    const release = releaseOf(place);
    return {
      kind: 'release',
      change: (helm, revisions, signal) => {
        if (!revisions.some(({ number }) => number === revision))
          throw toolError('release-revision-missing', { release: release.name, revision });
        return helm.rollBack(release, revision, signal);
      },
    };
  }
  return againAs(unpackObjects(entry.objects ?? ''), place, entry);
}

function againAs(
  objects: readonly KubernetesObject[],
  place: Place,
  { commit: sha, ref, isDirty }: DeploymentEntry,
): Brought['content'] {
  const commit = { sha, ref, isDirty };
  return {
    kind: 'objects',
    objects: (number) =>
      objects.map((object) => annotatedForDeployment(object, { ...place, commit, number })),
  };
}

/**
 * Finishes what a window that is gone has begun. @returns `undefined` where nothing is in progress
 * @throws UserError `deployment-running` where that window is not gone
 */
export async function finishDeployment(place: Place, run: Run): Promise<DeploymentOutcome | undefined> {
  const [latest] = await readRecord(run.ports.cluster, place, run.signal);
  if (!latest || !isUnfinished(latest)) return undefined;
  const finished = await withDeployLock(run.ports, place, run.signal, async (signal) => {
    const entries = await readRecord(run.ports.cluster, place, signal);
    const [entry] = entries;
    if (!entry || !isUnfinished(entry)) return undefined;
    return finish(place, entry, entries.slice(1), { ...run, signal });
  });
  return finished && addressed(place, run, finished);
}

/** The lock is held until it runs; an address may take minutes more, in which others may deploy. */
async function locked(
  place: Place,
  run: Run,
  use: (signal: AbortSignal) => Promise<Finished>,
): Promise<DeploymentOutcome> {
  const onWait = (by: string) => {
    run.report({ step: 'test', waitingFor: waitingForText(by) });
  };
  const ifLocked: IfLocked =
    run.ifLocked === 'wait' ? { kind: 'wait', onWait } : { kind: run.ifLocked ?? 'refuse' };
  return addressed(place, run, await withDeployLock({ ...run.ports, ifLocked }, place, run.signal, use));
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
