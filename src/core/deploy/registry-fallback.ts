import { UserError } from '../errors/user-error';
import type { ImageRegistryPort } from '../ports/image-registry';

/**
 * A registry that is asked with other credentials for what the first are not allowed.
 * @param other asked for at the first denial; `undefined` where there are none for this account
 */
export function registryWithFallback(
  first: ImageRegistryPort,
  other: () => Promise<ImageRegistryPort | undefined>,
): ImageRegistryPort {
  const ask = async <T>(question: (registry: ImageRegistryPort) => Promise<T>): Promise<T> => {
    try {
      return await question(first);
    } catch (error) {
      if (!isDenial(error)) throw error;
      const registry = await other();
      if (!registry) throw error;
      return question(registry).catch((again: unknown) => {
        // What the first lack is what a cloud team is asked for.
        throw isDenial(again) ? error : again;
      });
    }
  };
  return {
    repository: (request, signal) => ask((registry) => registry.repository(request, signal)),
    login: (signal) => ask((registry) => registry.login(signal)),
    digest: (reference, signal) => ask((registry) => registry.digest(reference, signal)),
    architectures: (reference, signal) => ask((registry) => registry.architectures(reference, signal)),
    images: (repository, signal) => ask((registry) => registry.images(repository, signal)),
    deleteImages: (repository, digests, signal) =>
      ask((registry) => registry.deleteImages(repository, digests, signal)),
  };
}

function isDenial(error: unknown): boolean {
  return error instanceof UserError && error.code === 'ecr-denied';
}
