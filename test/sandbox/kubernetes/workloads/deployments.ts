import type { Cluster } from '../cluster';
import { conditionOf, withCondition } from '../conditions';
import { tell } from '../events';
import { fieldsAt, listAt, timestamp, type KubernetesObject } from '../objects';
import type { Reconciler } from '../reconciler';
import { sameResource } from '../resource-types';
import type { Change, ObjectPlace } from '../store';
import { DEPLOYMENTS, reportDeployment } from './deployment-status';
import { ownedBy, ownersConcerned, remove } from './owned';
import { isOver, PODS } from './pod-state';
import { REPLICA_SETS } from './replica-sets';
import {
  annotationsFor,
  createReplicaSet,
  desiredBefore,
  historyOf,
  latestRevision,
  withAnnotations,
  withRevision,
  type History,
} from './revisions';
import { boundsOf, countIn, isRecreating, replicasOf, replicasOfNew, scaledDown } from './rollout';

/** The deployment controller: kubernetes/pkg/controller/deployment. */
export const deployments: Reconciler = { concerns, reconcile };

function concerns({ store }: Cluster, change: Change): readonly ObjectPlace[] {
  if (sameResource(change.resource, DEPLOYMENTS)) return [change.object.metadata];
  if (sameResource(change.resource, REPLICA_SETS)) return ownersConcerned(change.object, 'Deployment');
  if (!sameResource(change.resource, PODS) || change.type !== 'DELETED') return [];
  // One that recreates its pods waits for the last of them to go.
  return ownersConcerned(change.object, 'ReplicaSet').flatMap((place) => {
    const set = store.get(REPLICA_SETS, place);
    return set ? ownersConcerned(set, 'Deployment') : [];
  });
}

function reconcile(cluster: Cluster, place: ObjectPlace): number | undefined {
  const { store } = cluster;
  const deployment = store.get(DEPLOYMENTS, place);
  if (!deployment || deployment.metadata.deletionTimestamp !== undefined) return undefined;
  const isPaused = fieldsAt(deployment, 'spec').paused === true;
  if (isPaused || isScaled(deployment, historyOf(cluster, deployment)))
    scaleInProportion(cluster, deployment);
  else if (isRecreating(deployment)) recreate(cluster, deployment);
  else roll(cluster, deployment);
  const latest = store.get(DEPLOYMENTS, place) ?? deployment;
  const history = historyOf(cluster, latest);
  forgetOldest(cluster, latest, history);
  return reportDeployment(cluster, latest, history);
}

function roll(cluster: Cluster, deployment: KubernetesObject): void {
  const bounds = boundsOf(deployment);
  const before = historyOf(cluster, deployment);
  const current = withCurrent(cluster, deployment, replicasOfNew(before, bounds));
  const history = { ...before, current };
  const replicas = replicasOfNew(history, bounds);
  if (replicas !== replicasOf(current)) {
    scale(cluster, deployment, current, replicas);
    return;
  }
  for (const step of scaledDown(history, bounds)) scale(cluster, deployment, step.set, step.replicas);
}

function recreate(cluster: Cluster, deployment: KubernetesObject): void {
  const { earlier } = historyOf(cluster, deployment);
  for (const set of earlier) if (replicasOf(set) > 0) scale(cluster, deployment, set, 0);
  if (earlier.some((set) => ownedBy(cluster, PODS, set).some((pod) => !isOver(pod)))) return;
  const current = withCurrent(cluster, deployment, replicasOf(deployment));
  if (replicasOf(current) !== replicasOf(deployment))
    scale(cluster, deployment, current, replicasOf(deployment));
}

/** While it rests, or where its number alone has changed, the sets that have pods share the change. */
function scaleInProportion(cluster: Cluster, deployment: KubernetesObject): void {
  const { current, earlier } = historyOf(cluster, deployment);
  const sets = [...(current ? [current] : []), ...earlier];
  const active = sets.filter((set) => replicasOf(set) > 0);
  const wanted = replicasOf(deployment);
  const [only, ...others] = active.length > 0 ? active : sets.slice(0, 1);
  if (only === undefined) return;
  if (others.length === 0) {
    scale(cluster, deployment, only, wanted);
    return;
  }
  const { surge } = boundsOf(deployment);
  const have = active.reduce((total, set) => total + replicasOf(set), 0);
  let rest = (wanted === 0 ? 0 : wanted + surge) - have;
  for (const set of active.toSorted((a, b) => replicasOf(b) - replicasOf(a))) {
    const share = Math.round(((wanted + surge) * replicasOf(set)) / have) - replicasOf(set);
    const change = rest > 0 ? Math.min(rest, Math.max(0, share)) : Math.max(rest, Math.min(0, share));
    rest -= change;
    scale(cluster, deployment, set, wanted === 0 ? 0 : replicasOf(set) + change);
  }
}

function isScaled(deployment: KubernetesObject, { current, earlier }: History): boolean {
  return [...(current ? [current] : []), ...earlier]
    .filter((set) => replicasOf(set) > 0)
    .some((set) => (desiredBefore(set) ?? replicasOf(deployment)) !== replicasOf(deployment));
}

/** The ReplicaSet of the present template, with the latest revision. */
function withCurrent(cluster: Cluster, deployment: KubernetesObject, replicas: number): KubernetesObject {
  const { store } = cluster;
  const history = historyOf(cluster, deployment);
  const revision = latestRevision(history);
  const { wanted, surge } = boundsOf(deployment);
  const annotations = annotationsFor(deployment, revision, wanted + surge);
  const current = history.current
    ? store.put(REPLICA_SETS, withAnnotations(history.current, annotations))
    : createReplicaSet(cluster, deployment, { replicas, annotations });
  const revised = withRevision(deployment, revision);
  const isNew = history.current === undefined;
  if (isNew && replicas > 0) tellScaled(cluster, deployment, current, { from: 0, to: replicas });
  store.put(DEPLOYMENTS, withSetFound(cluster, revised, current, isNew));
  return current;
}

/** A new template begins a new progress, and so does one that has come back. */
function withSetFound(
  cluster: Cluster,
  deployment: KubernetesObject,
  { metadata }: KubernetesObject,
  isNew: boolean,
): KubernetesObject {
  const status = fieldsAt(deployment, 'status');
  if (!isNew && conditionOf(status, 'Progressing')) return deployment;
  const now = cluster.now();
  const condition = {
    ...{ type: 'Progressing', status: 'True' as const },
    reason: isNew ? 'NewReplicaSetCreated' : 'FoundNewReplicaSet',
    message: isNew
      ? `Created new replica set "${metadata.name}"`
      : `Found new replica set "${metadata.name}"`,
  };
  const conditions = withCondition(listAt(status, 'conditions'), condition, now).map((other) =>
    other.type === 'Progressing' ? { ...other, lastUpdateTime: timestamp(now) } : other,
  );
  return { ...deployment, status: { ...status, conditions } };
}

function scale(
  cluster: Cluster,
  deployment: KubernetesObject,
  set: KubernetesObject,
  replicas: number,
): void {
  const from = replicasOf(set);
  const { wanted, surge } = boundsOf(deployment);
  const annotations = {
    'deployment.kubernetes.io/desired-replicas': String(wanted),
    'deployment.kubernetes.io/max-replicas': String(wanted + surge),
  };
  const { metadata, ...noted } = withAnnotations(set, annotations);
  const generation = (metadata.generation ?? 0) + Number(from !== replicas);
  cluster.store.put(REPLICA_SETS, {
    ...noted,
    metadata: { ...metadata, generation },
    spec: { ...fieldsAt(set, 'spec'), replicas },
  });
  if (from !== replicas) tellScaled(cluster, deployment, set, { from, to: replicas });
}

function tellScaled(
  cluster: Cluster,
  deployment: KubernetesObject,
  { metadata: { name } }: KubernetesObject,
  { from, to }: { from: number; to: number },
): void {
  const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${name} from ${from} to ${to}`;
  tell(cluster, deployment, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message,
    by: 'deployment-controller',
  });
}

/** Beyond `revisionHistoryLimit` the oldest empty ReplicaSets go, once the deployment is complete. */
function forgetOldest(cluster: Cluster, deployment: KubernetesObject, { earlier }: History): void {
  const limit = Number(fieldsAt(deployment, 'spec').revisionHistoryLimit);
  const empty = earlier.filter((set) => replicasOf(set) === 0 && countIn(set, 'replicas') === 0);
  for (const { metadata } of empty.slice(0, Math.max(0, earlier.length - limit)))
    remove(cluster, REPLICA_SETS, metadata);
}
