import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { RegistryCredentials } from '../../../src/core/ports/image-registry';

/** What answers to one request of a container CLI. */
export interface RegistryAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** As a container CLI speaks to a registry: signed in, over TLS with the registry's authority. */
export class RegistryClient {
  constructor(
    private readonly credentials:
      Pick<RegistryCredentials, 'host' | 'username' | 'password'> | { host: string },
    private readonly ca: string,
  ) {}

  async send(
    method: string,
    path: string,
    { headers = {}, body = '' }: { headers?: OutgoingHttpHeaders; body?: string | Buffer } = {},
  ): Promise<RegistryAnswer> {
    const url = new URL(path, `https://${this.credentials.host}`);
    const sent = request(url, {
      ...{ method, ca: this.ca, agent: false },
      ...('username' in this.credentials && {
        auth: `${this.credentials.username}:${this.credentials.password}`,
      }),
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    const answer = await new Promise<RegistryAnswer>((resolve, reject) => {
      sent.on('error', reject).on('response', (response) => {
        buffer(response).then(
          (bytes) =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text: bytes.toString() }),
          reject,
        );
      });
      sent.end(body);
    });
    return answer;
  }

  /** Uploads a blob in two chunks. @returns its digest @throws the registry's refusal */
  async upload(repository: string, blob: Buffer): Promise<string> {
    const digest = digestOf(blob);
    const path = `/v2/${repository}/blobs`;
    if ((await this.allowed('HEAD', `${path}/${digest}`, {}, [404])).status === 200) return digest;
    const begun = await this.allowed('POST', `${path}/uploads/`);
    const half = Math.floor(blob.length / 2);
    const patched = await this.allowed('PATCH', String(begun.headers.location), {
      body: blob.subarray(0, half),
    });
    await this.allowed('PUT', `${String(patched.headers.location)}?digest=${digest}`, {
      body: blob.subarray(half),
    });
    return digest;
  }

  /** Pushes an image of one layer. @returns its digest @throws the registry's refusal */
  async push(repository: string, tag: string, architecture = 'amd64'): Promise<string> {
    const layer = Buffer.from(`layer of ${architecture}`);
    const config = Buffer.from(JSON.stringify({ architecture, os: 'linux', rootfs: { type: 'layers' } }));
    const descriptors = [];
    for (const [mediaType, blob] of [
      ['application/vnd.oci.image.config.v1+json', config],
      ['application/vnd.oci.image.layer.v1.tar', layer],
    ] as const)
      descriptors.push({ mediaType, digest: await this.upload(repository, blob), size: blob.length });
    const [configuration, ...layers] = descriptors;
    const manifest = { schemaVersion: 2, mediaType: MANIFEST, config: configuration, layers };
    return this.putManifest(repository, tag, manifest);
  }

  /** @returns its digest */
  async putManifest(
    repository: string,
    tag: string,
    manifest: { readonly mediaType: string },
  ): Promise<string> {
    const body = JSON.stringify(manifest);
    const path = `/v2/${repository}/manifests/${tag}`;
    // As CLIs do, to find out whether it is there already.
    await this.allowed('HEAD', path, {}, [404]);
    const { headers } = await this.allowed('PUT', path, {
      headers: { 'content-type': manifest.mediaType },
      body,
    });
    return String(headers['docker-content-digest']);
  }

  private async allowed(
    method: string,
    path: string,
    sent: Parameters<RegistryClient['send']>[2] = {},
    fine: readonly number[] = [],
  ): Promise<RegistryAnswer> {
    const answer = await this.send(method, path, sent);
    if (answer.status < 300 || fine.includes(answer.status)) return answer;
    throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  }
}

export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const INDEX = 'application/vnd.oci.image.index.v1+json';

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
