import {
  BatchGetImageCommand,
  GetDownloadUrlForLayerCommand,
  type ECRClient,
  type ImageIdentifier,
} from '@aws-sdk/client-ecr';
import { HttpRequest } from '@smithy/protocol-http';
import { architectureInConfiguration, architecturesInManifest } from '../core/deploy/image-manifest';
import type { ImageReference } from '../core/ports/image-registry';
import type { RequestOptions } from './request';
import type { AwsRequestHandler } from './request-handler';

/** Docker's and OCI's. An image of another kind has no architecture. */
const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

export function imageIdOf(by: ImageReference['by']): ImageIdentifier {
  return 'tag' in by ? { imageTag: by.tag } : { imageDigest: by.digest };
}

/** Which architectures an image is for; empty where it does not say, or is not there. */
export async function architecturesOf(
  ecr: ECRClient,
  handler: AwsRequestHandler,
  { repository, by }: ImageReference,
  options: RequestOptions,
): Promise<readonly string[]> {
  const images = { repositoryName: repository, imageIds: [imageIdOf(by)], acceptedMediaTypes: MEDIA_TYPES };
  const { images: [image] = [] } = await ecr.send(new BatchGetImageCommand(images), options);
  const found = architecturesInManifest(image?.imageManifest ?? '');
  switch (found.kind) {
    case 'listed':
      return found.architectures;
    case 'unknown':
      return [];
    case 'in-configuration': {
      const layer = { repositoryName: repository, layerDigest: found.digest };
      const { downloadUrl = '' } = await ecr.send(new GetDownloadUrlForLayerCommand(layer), options);
      const architecture = architectureInConfiguration(await download(handler, downloadUrl, options));
      return architecture === undefined ? [] : [architecture];
    }
  }
}

/** @param url of S3, which is signed already @returns nothing where S3 refuses it */
async function download(handler: AwsRequestHandler, url: string, options: RequestOptions): Promise<string> {
  const { protocol, host, hostname, port, pathname, searchParams } = new URL(url);
  const { response } = await handler.handle(
    new HttpRequest({
      ...{ protocol, hostname, method: 'GET', path: pathname, headers: { host } },
      ...(port !== '' && { port: Number(port) }),
      query: Object.fromEntries(searchParams),
    }),
    options,
  );
  return response.statusCode === 200 ? Buffer.from(response.body as Uint8Array).toString() : '';
}
