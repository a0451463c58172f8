import type { Project } from '../cluster/environment-names';
import type { BuildPort, BuildSource } from '../ports/build';
import type { Clock } from '../ports/clock';
import type { ImageRegistryPort, RegistryLoginPort } from '../ports/image-registry';
import type { KubernetesApi } from '../ports/kubernetes';
import { userError } from '../errors/catalogue';
import { imageTag, repositoryOf } from './image-repository';
import type { Commit, DeployedImage, DeployStep } from './request';

/** What is built, and for whom. */
export interface MakeImageRequest {
  readonly project: Project;
  readonly environment: string;
  readonly installation: string;
  readonly commit: Commit;
  readonly port: number;
  readonly source: BuildSource;
}

export interface MakeImagePorts {
  readonly build: BuildPort;
  readonly registry: ImageRegistryPort;
  readonly logins: RegistryLoginPort;
  readonly cluster: Pick<KubernetesApi, 'nodes'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly output: (text: string) => void;
}

/** Where a cluster has no nodes yet, as in Auto Mode: what most are. */
const USUAL_ARCHITECTURE = 'amd64';

/**
 * Builds the image for the cluster's nodes and pushes it to the project's repository. It is deployed by its digest,
 * which cannot be moved to another image.
 * @throws UserError of building, and of the registry
 */
export async function makeImage(
  { project, environment, installation, commit, port, source }: MakeImageRequest,
  { build, registry, logins, cluster, clock, output }: MakeImagePorts,
  enter: (step: DeployStep) => void,
  signal: AbortSignal,
): Promise<DeployedImage> {
  enter('build');
  const [tool, nodes, repository] = await Promise.all([
    build.find(source.kind, signal),
    cluster.nodes(signal),
    registry.repository(repositoryOf(project, installation), signal),
  ]);
  const architectures = new Set(nodes.flatMap(({ architecture }) => architecture || []));
  const [only = USUAL_ARCHITECTURE] = architectures;
  const architecture = architectures.size > 1 ? USUAL_ARCHITECTURE : only;
  const tag = imageTag({ environment, sha: commit.sha, isDirty: commit.isDirty, at: clock.now() });
  const reference = `${repository.uri}:${tag}`;
  const labels: Readonly<Record<string, string>> =
    commit.sha === '' ? {} : { 'org.opencontainers.image.revision': commit.sha };
  await build.build(tool, { source, architecture, reference, labels }, output, signal);
  enter('push');
  await logins.withLogin(await registry.login(signal), (login) =>
    build.push(tool, { reference, login }, output, signal),
  );
  const digest = await registry.digest({ repository: repository.name, by: { tag } }, signal);
  if (digest === undefined)
    throw userError('ecr-no-repository', { name: repository.name, registry: repository.uri });
  return {
    reference: `${repository.uri}@${digest}`,
    port,
    // Of several kinds of nodes, only these can run it.
    ...(architectures.size > 1 && { architecture }),
  };
}
