import {
  BatchDeleteImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  paginateDescribeImages,
  PutLifecyclePolicyCommand,
  type Repository,
} from '@aws-sdk/client-ecr';
import { denialErrorCode, describeDeniedCall } from '../core/errors/access-denied';
import { userError } from '../core/errors/catalogue';
import { AwsError } from '../core/ports/aws';
import type {
  ImageReference,
  ImageRegistryPort,
  ImageRepository,
  RegistryCredentials,
  RepositoryRequest,
  StoredImage,
} from '../core/ports/image-registry';
import { forService, type ClientSettings } from './client-settings';
import { withCause } from './errors';
import { architecturesOf, imageIdOf } from './image-architectures';
import { collect } from './pages';
import { callAws, type RequestOptions } from './request';

/**
 * Of a repository that we create. A rule by count or by the age of tagged images would delete images that still run:
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html
 */
const LIFECYCLE_POLICY = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: 'Images without a tag, after a week',
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
      action: { type: 'expire' },
    },
  ],
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html */
const MOST_AT_ONCE = 100;

/** Amazon ECR of one session. */
export function createImageRegistry(settings: ClientSettings): ImageRegistryPort {
  const ecr = new ECRClient(forService(settings, 'ECR'));
  const call = async <T>(signal: AbortSignal, send: (options: RequestOptions) => Promise<T>): Promise<T> => {
    try {
      return await callAws(signal, send);
    } catch (error) {
      throw explainDenial(error);
    }
  };
  return {
    async repository(request, signal) {
      const known = await call(signal, (options) => describe(ecr, request.name, options));
      if (known) return known;
      return call(signal, (options) => create(ecr, request, settings.region, options));
    },
    login: (signal) => call(signal, (options) => login(ecr, options)),
    digest: (reference, signal) => call(signal, (options) => digestOf(ecr, reference, options)),
    architectures: (reference, signal) =>
      call(signal, (options) => architecturesOf(ecr, settings.requestHandler, reference, options)),
    images: (repository, signal) => call(signal, (options) => imagesIn(ecr, repository, options)),
    deleteImages: (repository, digests, signal) =>
      call(signal, (options) => deleteImages(ecr, repository, digests, options)),
  };
}

async function describe(
  ecr: ECRClient,
  name: string,
  options: RequestOptions,
): Promise<ImageRepository | undefined> {
  const command = new DescribeRepositoriesCommand({ repositoryNames: [name] });
  const { repositories = [] } = await ecr
    .send(command, options)
    .catch(ifAbsent('RepositoryNotFoundException', { repositories: [] }));
  return repositoryOf(repositories[0]);
}

/** Somebody else may create it at the same time: then it is theirs, lifecycle included. */
async function create(
  ecr: ECRClient,
  { name, tags }: RepositoryRequest,
  region: string,
  options: RequestOptions,
): Promise<ImageRepository> {
  const command = new CreateRepositoryCommand({
    repositoryName: name,
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: { encryptionType: 'AES256' },
    tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  const { repository } = await ecr
    .send(command, options)
    .catch(ifAbsent('RepositoryAlreadyExistsException', { repository: undefined }));
  if (repository) {
    const lifecycle = { repositoryName: name, lifecyclePolicyText: LIFECYCLE_POLICY };
    await ecr.send(new PutLifecyclePolicyCommand(lifecycle), options);
  }
  const created = repositoryOf(repository) ?? (await describe(ecr, name, options));
  if (!created) throw userError('ecr-no-repository', { name, registry: region });
  return created;
}

function repositoryOf({ repositoryName, repositoryUri }: Repository = {}): ImageRepository | undefined {
  return repositoryName && repositoryUri ? { name: repositoryName, uri: repositoryUri } : undefined;
}

/** The token is user and password as HTTP's Basic authentication has them. */
async function login(ecr: ECRClient, options: RequestOptions): Promise<RegistryCredentials> {
  const { authorizationData = [] } = await ecr.send(new GetAuthorizationTokenCommand({}), options);
  const [{ authorizationToken = '', proxyEndpoint = '', expiresAt } = {}] = authorizationData;
  const [username = '', ...password] = Buffer.from(authorizationToken, 'base64').toString().split(':');
  return {
    host: new URL(proxyEndpoint).host,
    username,
    password: password.join(':'),
    expiresAt: expiresAt?.getTime() ?? 0,
  };
}

async function digestOf(
  ecr: ECRClient,
  { repository, by }: ImageReference,
  options: RequestOptions,
): Promise<string | undefined> {
  const command = new DescribeImagesCommand({ repositoryName: repository, imageIds: [imageIdOf(by)] });
  const nothing = { imageDetails: [] };
  const { imageDetails = [] } = await ecr
    .send(command, options)
    .catch(ifAbsent('ImageNotFoundException', nothing))
    .catch(ifAbsent('RepositoryNotFoundException', nothing));
  return imageDetails[0]?.imageDigest;
}

async function imagesIn(
  ecr: ECRClient,
  repositoryName: string,
  options: RequestOptions,
): Promise<readonly StoredImage[]> {
  const pages = paginateDescribeImages({ client: ecr }, { repositoryName }, options);
  const details = await collect(pages, ({ imageDetails }) => imageDetails).catch(
    ifAbsent('RepositoryNotFoundException', []),
  );
  return details.map(({ imageDigest = '', imageTags = [], imageSizeInBytes = 0, imagePushedAt }) => ({
    digest: imageDigest,
    tags: imageTags,
    bytes: imageSizeInBytes,
    pushedAt: imagePushedAt?.getTime() ?? 0,
  }));
}

async function deleteImages(
  ecr: ECRClient,
  repositoryName: string,
  digests: readonly string[],
  options: RequestOptions,
): Promise<readonly string[]> {
  const deleted = new Set<string>();
  for (let from = 0; from < digests.length; from += MOST_AT_ONCE) {
    const imageIds = digests.slice(from, from + MOST_AT_ONCE).map((imageDigest) => ({ imageDigest }));
    const answer = await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds }), options);
    for (const { imageDigest } of answer.imageIds ?? []) if (imageDigest) deleted.add(imageDigest);
  }
  return [...deleted];
}

/** Turns an error of that name into a value. */
function ifAbsent<T>(name: string, answer: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && error.name === name) return answer;
    throw error;
  };
}

/**
 * What an organization or a boundary forbids has its own words; what is merely missing is in the policy that we
 * generate.
 */
function explainDenial(error: unknown): unknown {
  if (!(error instanceof AwsError) || error.kind !== 'denied') return error;
  if (denialErrorCode(error.message) !== 'permission-missing') return error;
  return withCause(
    error,
    userError('ecr-denied', { action: describeDeniedCall(error.message) ?? error.code }),
  );
}
