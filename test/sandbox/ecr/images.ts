import { structure, structures, text, type Input } from '../input';
import { ServiceError, type ServiceRequest, type ServiceResponse } from '../service';
import { requiredName } from './names';
import { repositoryArn, requiredRepository, tagsOf, type Image, type Repository } from './repositories';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html */
export function describeImages(request: ServiceRequest): ServiceResponse {
  const { repository, place } = authorized(request, 'ecr:DescribeImages');
  const wanted = structures(request.input, 'imageIds');
  const { tagStatus = 'ANY' } = structure(request.input, 'filter');
  const images =
    wanted.length > 0
      ? wanted.map((id) => requiredImage(repository, place.account.id, id))
      : [...repository.images.values()].filter(({ digest }) => {
          const isTagged = tagsOf(repository, digest).length > 0;
          return tagStatus === 'ANY' || isTagged === (tagStatus === 'TAGGED');
        });
  const size = Number(request.input.maxResults ?? 100);
  const start = Number(text(request.input, 'nextToken') ?? 0);
  return {
    imageDetails: images.slice(start, start + size).map((image) => detailsOf(repository, image, request)),
    ...(start + size < images.length && { nextToken: String(start + size) }),
  };
}

/** What is not there is no error of the call: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html */
export function batchDeleteImage(request: ServiceRequest): ServiceResponse {
  const { repository } = authorized(request, 'ecr:BatchDeleteImage');
  const imageIds: Input[] = [];
  const failures: Input[] = [];
  for (const imageId of structures(request.input, 'imageIds')) {
    const image = findImage(repository, imageId);
    if (!image) {
      failures.push({ imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' });
      continue;
    }
    const tag = text(imageId, 'imageTag');
    const tags = tag === undefined ? tagsOf(repository, image.digest) : [tag];
    for (const each of tags) repository.imageTags.delete(each);
    // An image goes with its last tag, or when it is named by its digest.
    if (tag === undefined || tagsOf(repository, image.digest).length === 0)
      repository.images.delete(image.digest);
    imageIds.push(
      ...(tags.length > 0 ? tags : [undefined]).map((imageTag) => ({
        imageDigest: image.digest,
        ...(imageTag !== undefined && { imageTag }),
      })),
    );
  }
  return { imageIds, failures };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html */
export function batchGetImage(request: ServiceRequest): ServiceResponse {
  const { repository, place } = authorized(request, 'ecr:BatchGetImage');
  const images: Input[] = [];
  const failures: Input[] = [];
  for (const imageId of structures(request.input, 'imageIds')) {
    const image = findImage(repository, imageId);
    if (!image)
      failures.push({ imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' });
    else
      images.push({
        registryId: place.account.id,
        repositoryName: repository.name,
        imageId: { ...imageId, imageDigest: image.digest },
        imageManifest: image.manifest.toString(),
        imageManifestMediaType: image.mediaType,
      });
  }
  return { images, failures };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html */
export async function downloadUrl(
  request: ServiceRequest,
  urlOf: (digest: string) => Promise<string>,
): Promise<ServiceResponse> {
  const { repository, place } = authorized(request, 'ecr:GetDownloadUrlForLayer');
  const layerDigest = text(request.input, 'layerDigest') ?? '';
  if (!repository.blobs.has(layerDigest))
    throw new ServiceError(
      'LayersNotFoundException',
      `The layer with digest '${layerDigest}' does not exist within the repository with name '${repository.name}' in the registry with id '${place.account.id}'`,
    );
  return { downloadUrl: await urlOf(layerDigest), layerDigest };
}

function authorized(request: ServiceRequest, action: string) {
  const place = { account: request.caller.account, region: request.region };
  const name = requiredName(request.input);
  request.authorize(action, repositoryArn(place, name));
  return { place, repository: requiredRepository(place, name) };
}

function findImage({ images, imageTags }: Repository, imageId: Input): Image | undefined {
  const tag = text(imageId, 'imageTag');
  const digest = text(imageId, 'imageDigest') ?? imageTags.get(tag ?? '');
  // Both are given: both have to fit.
  return tag !== undefined && imageTags.get(tag) !== digest ? undefined : images.get(digest ?? '');
}

/** As reported with tag and digest by https://github.com/aws/aws-cdk/issues/12536 */
function requiredImage(repository: Repository, registryId: string, imageId: Input): Image {
  const image = findImage(repository, imageId);
  if (image) return image;
  const quoted = (member: string) => `'${text(imageId, member) ?? 'null'}'`;
  throw new ServiceError(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:${quoted('imageDigest')}, imageTag:${quoted('imageTag')}} does not exist within the repository with name '${repository.name}' in the registry with id '${registryId}'`,
  );
}

function detailsOf(repository: Repository, image: Image, { caller }: ServiceRequest): Input {
  const imageTags = tagsOf(repository, image.digest);
  return {
    registryId: caller.account.id,
    repositoryName: repository.name,
    imageDigest: image.digest,
    ...(imageTags.length > 0 && { imageTags }),
    imageSizeInBytes: image.bytes,
    imagePushedAt: image.pushedAt,
    imageManifestMediaType: image.mediaType,
  };
}
