import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RegistryError } from './registry-error';

/** An upload that is not finished. */
interface Upload {
  readonly repository: string;
  readonly path: string;
  bytes: number;
}

/** Layers and configurations of all repositories, in files: a layer may be larger than memory. */
export class Blobs {
  readonly #uploads = new Map<string, Upload>();

  private constructor(private readonly folder: string) {}

  static async open(): Promise<Blobs> {
    return new Blobs(await mkdtemp(join(tmpdir(), 'sandbox-registry-')));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** @param repository its ARN: an upload is of one repository */
  begin(repository: string): string {
    const id = randomUUID();
    this.#uploads.set(id, { repository, path: join(this.folder, id), bytes: 0 });
    return id;
  }

  /** How many bytes have come so far. */
  progress(repository: string, id: string): number {
    return this.#upload(repository, id).bytes;
  }

  cancel(repository: string, id: string): Promise<void> {
    const { path } = this.#upload(repository, id);
    this.#uploads.delete(id);
    return rm(path, { force: true });
  }

  /** @param range `Content-Range`, where the client sends one: a chunk has to follow on the last @returns the bytes so far */
  async append(repository: string, id: string, chunk: Readable, range?: string): Promise<number> {
    const upload = this.#upload(repository, id);
    const [, start] = /^(?:bytes )?(\d+)-\d+/.exec(range ?? '') ?? [];
    if (start !== undefined && Number(start) !== upload.bytes)
      throw new RegistryError(416, 'BLOB_UPLOAD_INVALID', 'The chunk does not follow on the last one.');
    await pipeline(chunk, createWriteStream(upload.path, { flags: 'a' }));
    upload.bytes = (await stat(upload.path)).size;
    return upload.bytes;
  }

  /** @throws RegistryError where what was uploaded has another digest */
  async finish(repository: string, id: string, digest: string): Promise<void> {
    const { path } = this.#upload(repository, id);
    this.#uploads.delete(id);
    const actual = createHash('sha256');
    await pipeline(createReadStream(path), actual);
    if (`sha256:${actual.digest('hex')}` !== digest) {
      await rm(path, { force: true });
      throw new RegistryError(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
    }
    await rename(path, this.#path(digest));
  }

  async size(digest: string): Promise<number> {
    return (await stat(this.#path(digest))).size;
  }

  readNow(digest: string): string {
    return readFileSync(this.#path(digest), 'utf8');
  }

  read(digest: string): Readable {
    return createReadStream(this.#path(digest));
  }

  #upload(repository: string, id: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload?.repository !== repository)
      throw new RegistryError(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry');
    return upload;
  }

  #path(digest: string): string {
    return join(this.folder, digest.replace(':', '-'));
  }
}

/** @throws RegistryError where it is none: it becomes the name of a file */
export function requiredDigest(digest: string): string {
  if (/^sha256:[0-9a-f]{64}$/.test(digest)) return digest;
  throw new RegistryError(400, 'DIGEST_INVALID', 'provided digest is not valid');
}
