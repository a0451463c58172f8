import * as v from 'valibot';
import type { Exposure } from '../../core/deploy/request';
import type { ClusterEntry } from '../../core/registry/entry';
import type { DeployerChoice } from './deployers';
import type { ImageSource } from './image-source';

/** The answers that a deployment needs. */
export interface DeployPlan {
  readonly environment: string;
  readonly cluster: ClusterEntry;
  readonly image: ImageSource;
  readonly deployer: DeployerChoice;
  readonly exposure: Exposure;
}

const REMEMBERED = v.object({
  environment: v.string(),
  image: v.variant('kind', [
    v.object({
      kind: v.literal('build'),
      source: v.optional(v.picklist(['dockerfile', 'buildpacks']), 'dockerfile'),
    }),
    v.object({ kind: v.literal('existing'), reference: v.string() }),
  ]),
  deployer: v.string(),
  exposure: v.variant('kind', [
    v.object({ kind: v.literal('forward') }),
    v.object({ kind: v.literal('domain') }),
    v.object({ kind: v.picklist(['internal', 'public']), subnets: v.array(v.string()) }),
  ]),
});

/** What *Deploy Again* needs to know. Paths are found again, since the folder may have moved. */
export type RememberedPlan = Readonly<v.InferOutput<typeof REMEMBERED>>;

interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The latest plan of each folder, in this workspace. */
export class DeployPlans {
  constructor(private readonly memory: Memory) {}

  /** @param folder its URI */
  latest(folder: string): RememberedPlan | undefined {
    const result = v.safeParse(REMEMBERED, this.memory.get(keyOf(folder)));
    return result.success ? result.output : undefined;
  }

  async remember(folder: string, { environment, image, deployer, exposure }: DeployPlan): Promise<void> {
    // A domain is looked up again: it belongs to the cluster.
    const reached = exposure.kind === 'domain' ? { kind: exposure.kind } : exposure;
    const plan = {
      environment,
      image: image.kind === 'existing' ? image : { kind: image.kind, source: image.source.kind },
      deployer: deployer.kind,
      exposure: reached,
    };
    await this.memory.update(keyOf(folder), plan);
  }
}

function keyOf(folder: string): string {
  return `deploy.latest:${folder}`;
}
