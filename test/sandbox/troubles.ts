import { ServiceError } from './service';

const RESOURCES = ['nodegroup', 'addon', 'Auto Scaling group'] as const;
const MOMENTS = ['create', 'delete'] as const;

/** What goes wrong on purpose with resources of one kind, once AWS has taken the call and works on it. */
export interface Trouble {
  readonly resource: (typeof RESOURCES)[number];
  /** Deletion goes wrong with node groups alone: what Services left behind holds on to their security group. */
  readonly when: (typeof MOMENTS)[number];
  /** EKS's own code of the issue; Auto Scaling has none. */
  readonly code: string;
  readonly message: string;
  /** How many resources it is for; without it, every one until the troubles are cleared. */
  readonly times?: number;
}

/** The troubles that are on. */
export class Troubles {
  #troubles: (Trouble & { left: number })[] = [];

  add(trouble: Trouble): void {
    this.#troubles.push({ ...trouble, left: trouble.times ?? Infinity });
  }

  clear(): void {
    this.#troubles = [];
  }

  /** The first trouble with a resource of this kind, which is used up by it. */
  strike(when: Trouble['when'], resource: Trouble['resource']): Trouble | undefined {
    const hit = this.#troubles.find(
      (trouble) => trouble.left > 0 && trouble.when === when && trouble.resource === resource,
    );
    if (hit) hit.left -= 1;
    return hit;
  }
}

/** Reads a trouble as it is posted: `{resource, when, code?, message, times?}`. */
export function parseTrouble({ resource, when, code, message, times }: Record<string, unknown>): Trouble {
  const known = RESOURCES.find((each) => each === resource);
  const moment = MOMENTS.find((each) => each === when);
  if (!known || !moment || typeof message !== 'string' || (moment === 'delete' && known !== 'nodegroup')) {
    throw new ServiceError(
      'InvalidTrouble',
      `Trouble needs "resource" (${RESOURCES.join(', ')}), "when" (create; of a nodegroup, delete too) and "message".`,
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
