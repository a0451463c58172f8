import type { Clock } from '../../src/core/ports/clock';
import type { CreateStackRequest, StackDescription, StackPort } from '../../src/core/ports/stacks';
import { STACK_TYPE, type StackEvent } from '../../src/core/cloudformation/stack-event';
import { defaultVariant, templateResources } from '../../src/core/template';

export const STACK_ARN = 'arn:aws:cloudformation:eu-central-1:222222222222:stack/eks-clusters-demo/1';

/** A stack that plays out a timeline. */
export class FakeStacks implements StackPort {
  readonly created: CreateStackRequest[] = [];
  readonly deleted: Parameters<StackPort['delete']>[0][] = [];
  /** Names and ARNs that were asked about. */
  readonly described: string[] = [];
  existing: StackDescription | undefined;
  /** What validation before the deployment has found. */
  validation: readonly StackEvent[] = [];
  /** Thrown, first to last, before the next answers; `undefined` lets one through. */
  readonly faults: { create: Error[]; events: (Error | undefined)[] } = { create: [], events: [] };
  private startedAt: number;

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly timeline: readonly TimelineRow[],
  ) {
    this.startedAt = clock.now();
  }

  create(request: CreateStackRequest): Promise<string> {
    this.created.push(request);
    const fault = this.faults.create.shift();
    if (fault) return Promise.reject(fault);
    this.startedAt = this.clock.now();
    return Promise.resolve(STACK_ARN);
  }

  describe(stack: string): Promise<StackDescription | undefined> {
    this.described.push(stack);
    return Promise.resolve(this.existing);
  }

  events(): Promise<readonly StackEvent[]> {
    const fault = this.faults.events.shift();
    if (fault) return Promise.reject(fault);
    const passed = (this.clock.now() - this.startedAt) / 60_000;
    const events = this.timeline
      .map(toEvent)
      .filter((_, index) => (this.timeline[index]?.minute ?? 0) <= passed);
    return Promise.resolve(events.reverse());
  }

  decodeReason(reason: string): Promise<string> {
    return Promise.resolve(reason);
  }

  validationFailures(): Promise<readonly StackEvent[]> {
    return Promise.resolve(this.validation);
  }

  update(): Promise<'unchanged'> {
    return Promise.resolve('unchanged');
  }

  validate(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  delete(request: Parameters<StackPort['delete']>[0]): Promise<void> {
    this.deleted.push(request);
    return Promise.resolve();
  }
}

export interface TimelineRow {
  readonly minute: number;
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly status: string;
  readonly reason?: string;
}

function toEvent({ minute, ...event }: TimelineRow, index: number): StackEvent {
  const resourceType =
    event.logicalId === 'stack' ? STACK_TYPE : (TYPES.get(event.logicalId) ?? 'AWS::Unknown');
  return { ...event, id: String(index), resourceType, at: minute * 60_000 };
}

const TYPES = templateResources(defaultVariant('managed'));

/** The control plane takes nine minutes, everything else comes after it. */
export const HEALTHY: readonly TimelineRow[] = [
  { minute: 0, logicalId: 'stack', status: 'CREATE_IN_PROGRESS' },
  { minute: 0, logicalId: 'Cluster', status: 'CREATE_IN_PROGRESS' },
  { minute: 9, logicalId: 'Cluster', status: 'CREATE_COMPLETE' },
  ...[...TYPES.keys()]
    .filter((logicalId) => logicalId !== 'Cluster')
    .map((logicalId) => ({
      minute: logicalId === 'AdminAccess' ? 9.2 : 11,
      logicalId,
      status: 'CREATE_COMPLETE',
    })),
  { minute: 11.5, logicalId: 'stack', status: 'CREATE_COMPLETE' },
];

/** What `FAILING` becomes where CloudFormation deletes what fails: gone in four minutes. */
export const DELETING: readonly TimelineRow[] = [
  { minute: 0, logicalId: 'stack', status: 'CREATE_IN_PROGRESS' },
  { minute: 0, logicalId: 'NodeRole', status: 'CREATE_IN_PROGRESS' },
  { minute: 0.1, logicalId: 'NodeRole', status: 'CREATE_COMPLETE' },
  { minute: 0.2, logicalId: 'Cluster', status: 'CREATE_IN_PROGRESS' },
  { minute: 9, logicalId: 'Cluster', status: 'CREATE_COMPLETE' },
  { minute: 9, logicalId: 'AdminAccess', status: 'CREATE_COMPLETE' },
  { minute: 10, logicalId: 'NodeGroup', status: 'CREATE_FAILED', reason: 'NodeCreationFailure' },
  {
    minute: 10.1,
    logicalId: 'stack',
    status: 'DELETE_IN_PROGRESS',
    reason: 'The following resource(s) failed to create: [NodeGroup]. Delete requested by user.',
  },
  { minute: 10.2, logicalId: 'NodeGroup', status: 'DELETE_COMPLETE' },
  { minute: 10.3, logicalId: 'AdminAccess', status: 'DELETE_COMPLETE' },
  { minute: 10.4, logicalId: 'Cluster', status: 'DELETE_IN_PROGRESS' },
  { minute: 14, logicalId: 'Cluster', status: 'DELETE_COMPLETE' },
  { minute: 14, logicalId: 'NodeRole', status: 'DELETE_COMPLETE' },
  { minute: 14.1, logicalId: 'stack', status: 'DELETE_COMPLETE' },
];

export const FAILING: readonly TimelineRow[] = [
  { minute: 0, logicalId: 'stack', status: 'CREATE_IN_PROGRESS' },
  { minute: 0, logicalId: 'Cluster', status: 'CREATE_IN_PROGRESS' },
  { minute: 0.1, logicalId: 'NodeRole', status: 'CREATE_IN_PROGRESS' },
  {
    minute: 1,
    logicalId: 'Cluster',
    status: 'CREATE_FAILED',
    reason: "The provided role doesn't have the Amazon EKS Managed Policies associated with it.",
  },
  { minute: 1, logicalId: 'NodeRole', status: 'CREATE_FAILED', reason: 'Resource creation cancelled' },
  {
    minute: 1.1,
    logicalId: 'stack',
    status: 'CREATE_FAILED',
    reason: 'The following resource(s) failed: [Cluster].',
  },
];
