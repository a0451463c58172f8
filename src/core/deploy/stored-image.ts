import { AwsError } from '../ports/aws';
import { UserError } from '../errors/user-error';
import type { ImageRegistryPort } from '../ports/image-registry';

/**
 * Whether the nodes can still pull an image. Only of a digest in the project's repository it is known.
 * @param repository its name, for example `eks-clusters/shop-1a2b3c4d`
 * @returns `undefined` where it is not known: it is elsewhere, or the registry does not say
 */
export async function isImageStored(
  image: string,
  repository: string,
  registry: () => Promise<Pick<ImageRegistryPort, 'digest'>>,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const [path = '', digest] = image.split('@');
  if (digest === undefined || !path.endsWith(`/${repository}`)) return undefined;
  try {
    const asked = await registry();
    return (await asked.digest({ repository, by: { digest } }, signal)) !== undefined;
  } catch (error) {
    if (error instanceof AwsError || error instanceof UserError) return undefined;
    throw error;
  }
}
