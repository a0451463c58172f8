import { ServiceError } from './service';

const RESOURCES = ['nodegroup', 'addon', 'Auto Scaling group'] as const;
const MOMENTS = ['create', 'delete'] as const;

/** What goes wrong on purpose with resources of one kind, once AWS has taken the call and works on it. */
export interface ResourceFailure {
  readonly resource: (typeof RESOURCES)[number];
  /** Deletion goes wrong with node groups alone: what Services left behind holds on to their security group. */
  readonly when: (typeof MOMENTS)[number];
  /** EKS's own code of the issue; Auto Scaling has none. */
  readonly code: string;
  readonly message: string;
  /** How many resources it is for; without it, every one until the resourceFailures are cleared. */
  readonly times?: number;
}

/** The resourceFailures that are on. */
export class ResourceFailures {
  #resourceFailures: (ResourceFailure & { left: number })[] = [];

  add(failure: ResourceFailure): void {
    this.#resourceFailures.push({ ...failure, left: failure.times ?? Infinity });
  }

  clear(): void {
    this.#resourceFailures = [];
  }

  /** The first failure with a resource of this kind, which is used up by it. */
  match(when: ResourceFailure['when'], resource: ResourceFailure['resource']): ResourceFailure | undefined {
    const hit = this.#resourceFailures.find(
      (failure) => failure.left > 0 && failure.when === when && failure.resource === resource,
    );
    if (hit) hit.left -= 1;
    return hit;
  }
}

/** Reads a failure as it is posted: `{resource, when, code?, message, times?}`. */
export function parseResourceFailure({
  resource,
  when,
  code,
  message,
  times,
}: Record<string, unknown>): ResourceFailure {
  const known = RESOURCES.find((each) => each === resource);
  const moment = MOMENTS.find((each) => each === when);
  if (!known || !moment || typeof message !== 'string' || (moment === 'delete' && known !== 'nodegroup')) {
    throw new ServiceError(
      'InvalidResourceFailure',
      `A resource failure needs "resource" (${RESOURCES.join(', ')}), "when" (create; of a nodegroup, delete too) and "message".`,
    );
  }
  return {
    resource: known,
    when: moment,
    code: typeof code === 'string' ? code : 'InternalFailure',
    message,
    ...(typeof times === 'number' && { times }),
  };
}
