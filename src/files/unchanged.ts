import { stat } from 'node:fs/promises';

/** The clocks of some file systems tick this slowly: what is younger may change again without looking different. */
const YOUNG_MS = 2_000;

interface Known<T> {
  readonly look: string;
  readonly value: T;
}

/** What was made of files, for as long as these look as they did. */
export class Unchanged<T> {
  private readonly known = new Map<string, Known<T>>();

  /**
   * @param what is made of the file, where several things are
   * @returns what `make` made of it, now or the last time
   */
  async of(path: string, what: string, make: () => Promise<T>): Promise<T> {
    const key = `${path}\0${what}`;
    // Before it is read: what changes in between is read again.
    const look = await lookOf(path);
    const known = this.known.get(key);
    if (known && known.look === look) return known.value;
    const value = await make();
    if (look !== undefined) this.known.set(key, { look, value });
    else this.known.delete(key);
    return value;
  }
}

/** `undefined` where there is no file, or it is too young. */
async function lookOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  if (!found || Date.now() - Number(found.ctimeMs) < YOUNG_MS) return undefined;
  const { dev, ino, size, mtimeNs, ctimeNs } = found;
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}
