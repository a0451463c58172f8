import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WrittenTexts } from './find-secrets';

/** Every file at or below a folder, by its path. A file that goes away meanwhile is none. */
export async function filesBelow(folder: string): Promise<WrittenTexts> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    paths.map((path) =>
      readFile(path).then(
        (bytes) => [path, textOf(bytes)] as const,
        () => undefined,
      ),
    ),
  );
  return new Map(texts.filter((text) => text !== undefined));
}

/** As it stands, and where every other byte is zero also as UTF-16: databases of browsers hold both. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return text.includes('\0') ? `${text}\n${text.replaceAll('\0', '')}` : text;
}
