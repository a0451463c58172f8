import { createHash } from 'node:crypto';
import type { BuildPort, BuildSource } from '../ports/build';
import type { Clock } from '../ports/clock';
import type { KubernetesApi } from '../ports/kubernetes';
import type { ImageDestination } from './image-destination';
import { imageTag } from './image-repository';
import type { Commit, DeployedImage, DeployStep, EarlierDeployment } from './request';

/** What is built, and for whom. */
export interface MakeImageRequest {
  readonly environment: string;
  readonly commit: Commit;
  readonly port: number;
  readonly source: BuildSource;
  /** Tells this way to build from others of the project, on all machines. */
  readonly recipe: string;
  /** Of the environment, newest first. */
  readonly earlier: readonly EarlierDeployment[];
}

export interface MakeImagePorts {
  readonly build: BuildPort;
  readonly destination: ImageDestination;
  readonly cluster: Pick<KubernetesApi, 'nodes'>;
  readonly clock: Pick<Clock, 'now'>;
  /**
   * Runs the folder's tests, where it has any.
   * @param begin told when they begin
   */
  readonly test: (begin: () => void, signal: AbortSignal) => Promise<void>;
  /** The values of the secrets that the source names. */
  readonly secrets: () => Promise<Readonly<Record<string, string>>>;
  /** Shows what CLIs say, for as long as the work takes. The user can end it: that aborts the signal that the work gets. */
  readonly show: (
    work: (output: (text: string) => void, signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ) => Promise<void>;
}

/** Where a cluster has no nodes yet, as in Auto Mode: what most are. */
const USUAL_ARCHITECTURE = 'amd64';

/**
 * Builds the image for the cluster's nodes and pushes it to the project's repository. It is deployed by its digest,
 * which cannot be moved to another image. A commit that was built the same way before is neither tested nor built again.
 * @throws UserError of testing and building, and of the registry
 */
export async function makeImage(
  request: MakeImageRequest,
  ports: MakeImagePorts,
  enter: (step: DeployStep) => void,
  signal: AbortSignal,
): Promise<DeployedImage> {
  const { environment, commit, port, source, recipe } = request;
  const { build, destination, cluster, clock } = ports;
  const [nodes, repository] = await Promise.all([cluster.nodes(signal), destination.repository(signal)]);
  const architectures = new Set(nodes.flatMap(({ architecture }) => architecture || []));
  const [only = USUAL_ARCHITECTURE] = architectures;
  const architecture = architectures.size > 1 ? USUAL_ARCHITECTURE : only;
  // Of several kinds of nodes, only these can run it.
  const nodesFor = architectures.size > 1 ? { architecture } : {};
  const builtFrom = createHash('sha256').update(`${architecture} ${recipe}`).digest('hex');
  const built = builtBefore(request, builtFrom, repository);
  if (built !== undefined && (await destination.has(built, signal)))
    return { reference: built, builtFrom, port, ...nodesFor };
  await ports.test(() => enter('test'), signal);
  enter('build');
  const [tool, secrets] = await Promise.all([build.find(source.kind, signal), ports.secrets()]);
  const tag = imageTag({ environment, sha: commit.sha, isDirty: commit.isDirty, at: clock.now() });
  const reference = `${repository}:${tag}`;
  const labels: Readonly<Record<string, string>> =
    commit.sha === '' ? {} : { 'org.opencontainers.image.revision': commit.sha };
  let pushed = reference;
  await ports.show(async (output, shown) => {
    await build.build(tool, { source, secrets, architecture, reference, labels }, output, shown);
    enter('push');
    const push: Parameters<ImageDestination['push']>[1] = (login) =>
      build.push(tool, { reference, ...(login && { login }) }, output, shown);
    pushed = await destination.push(reference, push, shown);
  }, signal);
  return { reference: pushed, builtFrom, port, ...nodesFor };
}

/** @returns the image of an earlier deployment of exactly this commit, in this repository */
function builtBefore(
  { commit, earlier }: MakeImageRequest,
  builtFrom: string,
  repository: string,
): string | undefined {
  if (commit.sha === '' || commit.isDirty) return undefined;
  return earlier.find(
    (entry) =>
      entry.commit === commit.sha &&
      !entry.isDirty &&
      entry.builtFrom === builtFrom &&
      ['@', ':'].some((mark) => entry.image.startsWith(repository + mark)),
  )?.image;
}
