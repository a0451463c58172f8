import { constants, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { userError } from '../core/errors/catalogue';

/** A kubeconfig of ten thousand clusters, and far more than any other file that a person looks after. */
export const LARGEST_TEXT_BYTES = 5_000_000;

/** The codes of what is refused for what it is, before anything in it counts. */
export const UNREADABLE = ['path-is-folder', 'file-not-regular', 'file-too-large'] as const;

/** Windows has no such flag, and no FIFO that a path of a folder leads to. */
const NON_BLOCKING = (constants as { readonly O_NONBLOCK?: number }).O_NONBLOCK ?? 0;

/**
 * Reads a file that somebody else may have put there: a link in a repository can lead to `/dev/zero`, to a FIFO that
 * never answers, or to a file without end. It is looked at first, and never more than `limit` bytes are read.
 *
 * @throws UserError of {@link UNREADABLE}; what the operating system reports is passed on
 */
export async function readRegularFile(path: string, limit = LARGEST_TEXT_BYTES): Promise<Buffer> {
  // Before it is opened: some devices act on being opened, and a FIFO would wait for its writer.
  check(path, await stat(path), limit);
  const file = await open(path, constants.O_RDONLY | NON_BLOCKING);
  try {
    // The path may lead elsewhere by now.
    check(path, await file.stat(), limit);
    const chunks: Buffer[] = [];
    for await (const chunk of file.createReadStream({ end: limit, autoClose: false }))
      chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (bytes.length > limit) throw tooLarge(path, limit);
    return bytes;
  } finally {
    await file.close();
  }
}

function check(path: string, found: Stats, limit: number): void {
  // Such as `~/.kube`, which a text file must never replace.
  if (found.isDirectory()) throw userError('path-is-folder', { path });
  if (!found.isFile()) throw userError('file-not-regular', { path });
  if (found.size > limit) throw tooLarge(path, limit);
}

function tooLarge(path: string, limit: number): Error {
  return userError('file-too-large', { path, megabytes: limit / 1_000_000 });
}
