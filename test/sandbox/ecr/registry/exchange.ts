import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import {
  findRepository,
  notFoundText,
  repositoryArn,
  type RegistryPlace,
  type Repository,
} from '../repositories';
import { requiredDigest, type Blobs } from './blobs';
import { findManifest, putManifest } from './manifests';
import { RegistryError } from './registry-error';

/** One request to a registry, whose sender is known. */
export interface RegistryExchange {
  readonly place: RegistryPlace;
  readonly blobs: Blobs;
  readonly now: () => number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** @throws RegistryError unless the sender may do this */
  authorize(action: string, resource: string): void;
}

const PATHS = {
  upload: /^\/v2\/(.+)\/blobs\/uploads\/([\w-]*)$/,
  blob: /^\/v2\/(.+)\/blobs\/([^/]+)$/,
  manifest: /^\/v2\/(.+)\/manifests\/([^/]+)$/,
} as const;

/**
 * Answers as ECR does to a container CLI.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html says which permission each step takes.
 */
export async function answerRegistry(exchange: RegistryExchange): Promise<void> {
  const { pathname } = exchange.url;
  if (pathname === '/v2/' || pathname === '/v2') return send(exchange, 200, {}, '{}');
  for (const [kind, path] of Object.entries(PATHS)) {
    const [, name, part = ''] = path.exec(pathname) ?? [];
    if (name !== undefined) return HANDLERS[kind as keyof typeof PATHS](exchange, name, part);
  }
  throw new RegistryError(404, 'UNSUPPORTED', 'The operation is unsupported.');
}

type Handler = (exchange: RegistryExchange, name: string, part: string) => Promise<void>;

const HANDLERS: { readonly [K in keyof typeof PATHS]: Handler } = {
  upload: async (exchange, name, id) => {
    const { request, url, blobs } = exchange;
    const done = url.searchParams.get('digest');
    const range = request.headers['content-range'];
    switch (request.method) {
      case 'POST': {
        const { arn } = authorized(exchange, 'ecr:InitiateLayerUpload', name);
        // Layers of other repositories are not mounted: the client then uploads them.
        const upload = blobs.begin(arn);
        if (done === null) return accepted(exchange, name, upload, 0);
        await blobs.append(arn, upload, request);
        return finish(exchange, name, upload, done);
      }
      case 'PATCH': {
        const { arn } = authorized(exchange, 'ecr:UploadLayerPart', name);
        return accepted(exchange, name, id, await blobs.append(arn, id, request, range));
      }
      case 'PUT': {
        const { arn } = authorized(exchange, 'ecr:CompleteLayerUpload', name);
        if (Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'])
          await blobs.append(arn, id, request, range);
        return finish(exchange, name, id, done ?? '');
      }
      case 'GET': {
        const { arn } = authorized(exchange, 'ecr:UploadLayerPart', name);
        return accepted(exchange, name, id, blobs.progress(arn, id), 204);
      }
      case 'DELETE': {
        const { arn } = authorized(exchange, 'ecr:InitiateLayerUpload', name);
        await blobs.cancel(arn, id);
        return send(exchange, 204, {});
      }
      case undefined:
      default:
        throw unsupported();
    }
  },

  blob: async (exchange, name, part) => {
    const { request, response, blobs } = exchange;
    if (request.method !== 'GET' && request.method !== 'HEAD') throw unsupported();
    const isRead = request.method === 'GET';
    const repository = authorized(
      exchange,
      isRead ? 'ecr:GetDownloadUrlForLayer' : 'ecr:BatchCheckLayerAvailability',
      name,
    );
    const digest = requiredDigest(part);
    if (!repository.blobs.has(digest))
      throw new RegistryError(404, 'BLOB_UNKNOWN', 'blob unknown to registry');
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': await blobs.size(digest),
      'docker-content-digest': digest,
    });
    if (isRead) await pipeline(blobs.read(digest), response);
    else await ended(response);
  },

  manifest: async (exchange, name, reference) => {
    const { request, now } = exchange;
    if (request.method === 'PUT') {
      const repository = authorized(exchange, 'ecr:PutImage', name);
      const sent = { body: await buffer(request), mediaType: request.headers['content-type'] };
      const { digest } = putManifest(repository, reference, { ...sent, now: new Date(now()) });
      const location = `/v2/${name}/manifests/${digest}`;
      return send(exchange, 201, { location, 'docker-content-digest': digest });
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') throw unsupported();
    const image = findManifest(authorized(exchange, 'ecr:BatchGetImage', name), reference);
    if (!image) throw new RegistryError(404, 'MANIFEST_UNKNOWN', 'Requested image not found');
    const headers = { 'content-type': image.mediaType, 'docker-content-digest': image.digest };
    return send(exchange, 200, headers, image.manifest);
  },
};

function authorized(exchange: RegistryExchange, action: string, name: string): Repository {
  const { place } = exchange;
  exchange.authorize(action, repositoryArn(place, name));
  const repository = findRepository(place, name);
  if (!repository) throw new RegistryError(404, 'NAME_UNKNOWN', notFoundText(place.account, name));
  return repository;
}

async function finish(exchange: RegistryExchange, name: string, id: string, sent: string): Promise<void> {
  const repository = authorized(exchange, 'ecr:CompleteLayerUpload', name);
  const digest = requiredDigest(sent);
  await exchange.blobs.finish(repository.arn, id, digest);
  repository.blobs.add(digest);
  const location = `/v2/${name}/blobs/${digest}`;
  return send(exchange, 201, { location, 'docker-content-digest': digest });
}

function accepted(
  exchange: RegistryExchange,
  name: string,
  id: string,
  bytes: number,
  status = 202,
): Promise<void> {
  return send(exchange, status, {
    location: `/v2/${name}/blobs/uploads/${id}`,
    'docker-upload-uuid': id,
    range: `0-${Math.max(0, bytes - 1)}`,
  });
}

async function send(
  { request, response }: RegistryExchange,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = '',
): Promise<void> {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  await ended(response, request.method === 'HEAD' ? '' : body);
}

async function ended(response: ServerResponse, body: string | Buffer = ''): Promise<void> {
  const finished = once(response, 'close');
  response.end(body);
  await finished;
}

function unsupported(): RegistryError {
  return new RegistryError(405, 'UNSUPPORTED', 'The operation is unsupported.');
}
