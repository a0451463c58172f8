import type { Project } from '../cluster/environment-names';
import { userError } from '../errors/catalogue';
import type { ImageRegistryPort, RegistryLogin, RegistryLoginPort } from '../ports/image-registry';
import { repositoryIn, repositoryOf } from './image-repository';

/** Where the images of a project go. */
export interface ImageDestination {
  /** Host and path of the repository, which exists from then on. */
  repository(signal: AbortSignal): Promise<string>;
  /** Whether an image that was pushed earlier is still there. */
  has(image: string, signal: AbortSignal): Promise<boolean>;
  /**
   * @param image repository and tag
   * @param push pushes it, with the user's own login unless one is given. @returns its digest, where the CLI says it
   * @returns what the nodes pull
   */
  push(
    image: string,
    push: (login: RegistryLogin | undefined) => Promise<string | undefined>,
    signal: AbortSignal,
  ): Promise<string>;
}

/** Amazon ECR, with a login for this push alone. */
export function privateDestination(
  registry: ImageRegistryPort,
  logins: RegistryLoginPort,
  project: Project,
  installation: string,
): ImageDestination {
  const request = repositoryOf(project, installation);
  const { name: repository } = request;
  return {
    repository: async (signal) => (await registry.repository(request, signal)).uri,
    has: async (image, signal) => {
      const digest = image.slice(image.indexOf('@') + 1);
      return (await registry.digest({ repository, by: { digest } }, signal)) !== undefined;
    },
    push: async (image, push, signal) => {
      await logins.withLogin(await registry.login(signal), push);
      const [, uri = '', tag = ''] = /^(.*):([^:]*)$/.exec(image) ?? [];
      const digest = await registry.digest({ repository, by: { tag } }, signal);
      if (digest === undefined) throw userError('ecr-no-repository', { name: repository, registry: uri });
      return `${uri}@${digest}`;
    },
  };
}

/**
 * A registry of the user's choice, to which their own CLI is signed in.
 * @param registry as `eks.deploy` has it
 */
export function otherDestination(registry: string, project: Project): ImageDestination {
  const repository = repositoryIn(registry, project);
  return {
    repository: () => Promise.resolve(repository),
    // Only a CLI could ask; the failure of a pod tells where an image is gone.
    has: () => Promise.resolve(true),
    push: async (image, push) => {
      const digest = await push(undefined);
      // A tag is of one build, so that it tells as much.
      return digest === undefined ? image : `${repository}@${digest}`;
    },
  };
}
