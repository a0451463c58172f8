import { flag, structure, structures, tagList, text, texts, type Input } from '../input';
import { ServiceError, type Service, type ServiceRequest, type ServiceResponse } from '../service';
import { batchDeleteImage, batchGetImage, describeImages, downloadUrl } from './images';
import { requiredName } from './names';
import type { Registries } from './registry/registries';
import {
  findRepository,
  notFoundText,
  repositoriesIn,
  repositoryArn,
  requiredRepository,
  type RegistryPlace,
  type Repository,
} from './repositories';

/** The simulated ECR. What is pushed and pulled goes to its {@link Registries}. */
export function ecr(registries: Registries, now: () => number): Service {
  return {
    signingName: 'ecr',
    operations: {
      GetAuthorizationToken: async (request) => {
        request.authorize('ecr:GetAuthorizationToken');
        const { token, expiresAt } = registries.issueToken(request.caller);
        const proxyEndpoint = `https://${await registries.hostOf(placeOf(request))}`;
        return { authorizationData: [{ authorizationToken: token, expiresAt, proxyEndpoint }] };
      },
      DescribeRepositories: describeRepositories,
      CreateRepository: async (request) => createRepository(request, registries, now),
      DeleteRepository: deleteRepository,
      PutLifecyclePolicy: putLifecyclePolicy,
      TagResource: tagResource,
      DescribeImages: describeImages,
      BatchDeleteImage: batchDeleteImage,
      BatchGetImage: batchGetImage,
      GetDownloadUrlForLayer: (request) => downloadUrl(request, (digest) => registries.layerUrl(digest)),
    },
  };
}

function placeOf({ caller: { account }, region }: ServiceRequest): RegistryPlace {
  return { account, region };
}

function describeRepositories(request: ServiceRequest): ServiceResponse {
  const place = placeOf(request);
  const names = texts(request.input, 'repositoryNames');
  for (const name of names.length > 0 ? names : ['*'])
    request.authorize('ecr:DescribeRepositories', repositoryArn(place, name));
  const found =
    names.length > 0 ? names.map((name) => requiredRepository(place, name)) : repositoriesIn(place);
  const size = Number(request.input.maxResults ?? 100);
  const start = Number(text(request.input, 'nextToken') ?? 0);
  return {
    repositories: found.slice(start, start + size).map((repository) => view(repository, place)),
    ...(start + size < found.length && { nextToken: String(start + size) }),
  };
}

/** Tags at creation need ecr:TagResource too: https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html */
async function createRepository(
  request: ServiceRequest,
  registries: Registries,
  now: () => number,
): Promise<ServiceResponse> {
  const { input } = request;
  const place = placeOf(request);
  const name = requiredName(input);
  const arn = repositoryArn(place, name);
  const tags = new Map(Object.entries(tagList(input, 'tags')));
  const context = Object.fromEntries([...tags].map(([key, value]) => [`aws:RequestTag/${key}`, value]));
  request.authorize('ecr:CreateRepository', arn, context);
  if (tags.size > 0) request.authorize('ecr:TagResource', arn, context);
  if (findRepository(place, name))
    throw new ServiceError(
      'RepositoryAlreadyExistsException',
      `The repository with name '${name}' already exists in the registry with id '${place.account.id}'`,
    );
  const uri = `${await registries.hostOf(place)}/${name}`;
  const repository: Repository = {
    ...{ arn, name, uri, tags, createdAt: new Date(now()) },
    scanOnPush: flag(structure(input, 'imageScanningConfiguration'), 'scanOnPush') ?? false,
    tagMutability: text(input, 'imageTagMutability') ?? 'MUTABLE',
    encryptionType: text(structure(input, 'encryptionConfiguration'), 'encryptionType') ?? 'AES256',
    lifecyclePolicy: undefined,
    ...{ blobs: new Set(), images: new Map(), imageTags: new Map() },
  };
  place.account.repositories.set(arn, repository);
  return { repository: view(repository, place) };
}

function deleteRepository(request: ServiceRequest): ServiceResponse {
  const place = placeOf(request);
  const name = requiredName(request.input);
  request.authorize('ecr:DeleteRepository', repositoryArn(place, name));
  const repository = requiredRepository(place, name);
  if (repository.images.size > 0 && flag(request.input, 'force') !== true)
    throw new ServiceError(
      'RepositoryNotEmptyException',
      `The repository with name '${name}' in registry with id '${place.account.id}' cannot be deleted because it still contains images`,
    );
  place.account.repositories.delete(repository.arn);
  return { repository: view(repository, place) };
}

function putLifecyclePolicy(request: ServiceRequest): ServiceResponse {
  const place = placeOf(request);
  const name = requiredName(request.input);
  request.authorize('ecr:PutLifecyclePolicy', repositoryArn(place, name));
  const repository = requiredRepository(place, name);
  const lifecyclePolicyText = text(request.input, 'lifecyclePolicyText') ?? '';
  if (!isLifecyclePolicy(lifecyclePolicyText))
    throw new ServiceError(
      'InvalidParameterException',
      "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure:'",
    );
  repository.lifecyclePolicy = lifecyclePolicyText;
  return { registryId: place.account.id, repositoryName: name, lifecyclePolicyText };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
function isLifecyclePolicy(json: string): boolean {
  try {
    const rules = structures(JSON.parse(json) as Input, 'rules');
    return (
      rules.length > 0 &&
      rules.every((rule) => {
        const { tagStatus, countType, countUnit, countNumber } = structure(rule, 'selection');
        return (
          Number(rule.rulePriority) >= 1 &&
          ['tagged', 'untagged', 'any'].includes(String(tagStatus)) &&
          (countType === 'imageCountMoreThan') === (countUnit === undefined) &&
          ['imageCountMoreThan', 'sinceImagePushed'].includes(String(countType)) &&
          Number(countNumber) >= 1 &&
          structure(rule, 'action').type === 'expire'
        );
      })
    );
  } catch {
    return false;
  }
}

function tagResource(request: ServiceRequest): ServiceResponse {
  const arn = text(request.input, 'resourceArn') ?? '';
  const tags = Object.entries(tagList(request.input, 'tags'));
  const context = Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value]));
  request.authorize('ecr:TagResource', arn, context);
  const { account } = request.caller;
  const repository = account.repositories.get(arn);
  if (!repository)
    throw new ServiceError(
      'RepositoryNotFoundException',
      notFoundText(account, arn.split(':repository/')[1] ?? ''),
    );
  for (const [key, value] of tags) repository.tags.set(key, value);
  return {};
}

function view(repository: Repository, { account }: RegistryPlace): Input {
  const { arn, name, uri, createdAt, tagMutability, scanOnPush, encryptionType } = repository;
  return {
    repositoryArn: arn,
    registryId: account.id,
    repositoryName: name,
    repositoryUri: uri,
    createdAt,
    imageTagMutability: tagMutability,
    imageScanningConfiguration: { scanOnPush },
    encryptionConfiguration: { encryptionType },
  };
}
