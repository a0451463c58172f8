import { seededChance } from '../../fakes/seeded-chance';
import type { TimelineRow } from '../../fakes/stacks';

/** How the creation of a cluster goes in CloudFormation, in minutes from CreateStack. */
export interface Timeline {
  readonly rows: readonly TimelineRow[];
  /** When the access entry is complete, where the stack is created: from then on the cluster can be used. */
  readonly usableAt?: number;
  /** When the stack has ended, one way or the other. */
  readonly endsAt: number;
}

const TIMELINES = 200;

/** The same 200 each time: of 50 creations one takes long, five fail early and five fail late. */
export function simulatedTimelines(): readonly Timeline[] {
  const chance = seededChance(20_261_123);
  const between: Between = (low, high) => low + (high - low) * chance();
  return Array.from({ length: TIMELINES }, (_, index) => {
    if (index % 10 === 1) return refusedCluster(between);
    if (index % 10 === 2) return lostNodes(between);
    // Users see 8 to 14 minutes; in new accounts more than 30 have been seen.
    return index % 50 === 0 ? healthy(between(31, 40), between) : healthy(between(8, 14), between);
  });
}

type Between = (low: number, high: number) => number;

function healthy(controlPlane: number, between: Between): Timeline {
  const usableAt = controlPlane + between(0.2, 0.3);
  const nodes = usableAt + between(1.8, 3);
  const csi = nodes + between(20, 60) / 60;
  const endsAt = csi + 1 / 60;
  const rows = [
    ...begun(controlPlane, usableAt),
    ...resource('NodeGroup', usableAt, nodes),
    ...resource('EbsCsi', nodes, csi),
    done('stack', endsAt),
  ];
  return { rows, usableAt, endsAt };
}

/** EKS refuses the cluster after it has tried for a while, such as for want of capacity in a zone. */
function refusedCluster(between: Between): Timeline {
  const at = between(0.5, 3);
  const rows = [
    starting('stack', 0),
    starting('Cluster', 0),
    failed('Cluster', at, 'Unsupported availability zone'),
  ];
  return { rows: [...rows, failed('stack', at + 1 / 60)], endsAt: at + 1 / 60 };
}

/** EKS reports instances that do not join after about 15 minutes. */
function lostNodes(between: Between): Timeline {
  const controlPlane = between(8, 14);
  const access = controlPlane + between(0.2, 0.3);
  const at = access + between(14, 15.5);
  const rows = [
    ...begun(controlPlane, access),
    starting('NodeGroup', access),
    failed('NodeGroup', at, 'Instances failed to join the kubernetes cluster (NodeCreationFailure)'),
  ];
  return { rows: [...rows, failed('stack', at + 1 / 60)], endsAt: at + 1 / 60 };
}

/** What is the same wherever there is a control plane; CloudFormation waits for new roles to spread. */
function begun(controlPlane: number, access: number): readonly TimelineRow[] {
  return [
    starting('stack', 0),
    ...resource('NodeRole', 0, 0.3),
    ...resource('EbsCsiRole', 0, 0.3),
    ...resource('Cluster', 0, controlPlane),
    ...resource('NodeLaunchTemplate', controlPlane, controlPlane + 0.1),
    ...resource('PodIdentityAgent', controlPlane, access),
    ...resource('AdminAccess', controlPlane, access),
  ];
}

function resource(logicalId: string, from: number, to: number): readonly TimelineRow[] {
  return [starting(logicalId, from), done(logicalId, to)];
}

const starting = (logicalId: string, minute: number): TimelineRow => ({
  minute,
  logicalId,
  status: 'CREATE_IN_PROGRESS',
});

const done = (logicalId: string, minute: number): TimelineRow => ({
  minute,
  logicalId,
  status: 'CREATE_COMPLETE',
});

const failed = (logicalId: string, minute: number, reason?: string): TimelineRow => ({
  minute,
  logicalId,
  status: 'CREATE_FAILED',
  reason,
});
