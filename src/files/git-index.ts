/** What git's index says of a path. */
export type IndexAnswer =
  | { readonly kind: 'held' }
  /** Not in this file; with a split index, the rest is in `sharedindex.<base>` beside it. */
  | { readonly kind: 'absent'; readonly base?: string }
  /** The file is damaged, or of a format from the future. */
  | { readonly kind: 'unclear' };

/** SHA-1, and SHA-256: which one a repository has, its index does not say. */
const HASH_LENGTHS = [20, 32] as const;

/**
 * Looks a path up in git's index, versions 2 to 4: https://git-scm.com/docs/index-format. The index is only read: git
 * itself would obey the repository's configuration, which may name programs.
 *
 * @param path relative to the working tree, with `/`. Case does not count: it may not on the disk that it is for
 */
export function lookUp(index: Buffer, path: string): IndexAnswer {
  for (const hashLength of HASH_LENGTHS) {
    try {
      return lookUpWith(hashLength, index, folded(path));
    } catch (error) {
      // What is no index of that kind leads out of the file, or to what cannot be.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { kind: 'unclear' };
}

const HEADER_BYTES = 12;
/** Times, device, inode, mode, owner and size; then come hash and flags. */
const STAT_BYTES = 40;
const MODE_OFFSET = 24;
const FOLDER_MODE = 0o040000;
const EXTENDED = 0x4000;

function lookUpWith(hashLength: number, index: Buffer, wanted: string): IndexAnswer {
  const version = index.readUInt32BE(4);
  if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) throw new RangeError();
  const names = version === 4 ? new CompressedNames(index) : new PlainNames(index);
  let at = HEADER_BYTES;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    const flags = at + STAT_BYTES + hashLength;
    const isExtended = (index.readUInt16BE(flags) & EXTENDED) !== 0;
    const { name, next } = names.read(at, flags + (isExtended ? 4 : 2));
    // A sparse index has whole folders in place of what is in them.
    const isFolder = index.readUInt32BE(at + MODE_OFFSET) === FOLDER_MODE;
    if (isFolder ? wanted.startsWith(folded(name)) : folded(name) === wanted) return { kind: 'held' };
    at = next;
  }
  return afterEntries(index, at, hashLength);
}

/** Extensions whose name begins with a capital letter are optional; `sdir` says that there are folders. */
function afterEntries(index: Buffer, start: number, hashLength: number): IndexAnswer {
  const end = index.length - hashLength;
  let at = start;
  let base: string | undefined;
  while (at < end) {
    const name = index.toString('latin1', at, at + 4);
    if (name === 'link') base = index.toString('hex', at + 8, at + 8 + hashLength);
    else if (!/^[A-Z]/.test(name) && name !== 'sdir') throw new RangeError();
    at += 8 + index.readUInt32BE(at + 4);
  }
  if (at !== end) throw new RangeError();
  return base === undefined || /^0+$/.test(base) ? { kind: 'absent' } : { kind: 'absent', base };
}

interface Names {
  /** @returns the name that begins at `start` and where the next entry does */
  read(entry: number, start: number): { readonly name: string; readonly next: number };
}

/** Versions 2 and 3: the name, then one to eight zero bytes. */
class PlainNames implements Names {
  constructor(private readonly index: Buffer) {}

  read(entry: number, start: number) {
    const end = endOfName(this.index, start);
    return { name: this.index.toString('utf8', start, end), next: entry + ((end - entry + 8) & ~7) };
  }
}

/** Longer than any path of any system. */
const LONGEST_NAME = 65_536;

/** Version 4: how much of the name before is dropped, and what comes in its place. */
class CompressedNames implements Names {
  private readonly name = Buffer.alloc(LONGEST_NAME);
  private length = 0;

  constructor(private readonly index: Buffer) {}

  read(_entry: number, start: number) {
    const [dropped, at] = this.variableInteger(start);
    const end = endOfName(this.index, at);
    const kept = this.length - dropped;
    this.length = kept + end - at;
    if (kept < 0 || this.length > LONGEST_NAME) throw new RangeError();
    this.index.copy(this.name, kept, at, end);
    return { name: this.name.toString('utf8', 0, this.length), next: end + 1 };
  }

  /** As offsets of packs: each further byte begins at one, so that no number is written in two ways. */
  private variableInteger(start: number): readonly [value: number, next: number] {
    let at = start;
    let byte = this.index.readUInt8(at++);
    let value = byte & 127;
    while (byte & 128) {
      byte = this.index.readUInt8(at++);
      value = (value + 1) * 128 + (byte & 127);
    }
    return [value, at];
  }
}

function endOfName(index: Buffer, start: number): number {
  const end = index.indexOf(0, start);
  if (end < 0) throw new RangeError();
  return end;
}

function folded(name: string): string {
  return name.normalize().toLowerCase();
}
