import { Duplex } from 'node:stream';
import { constants, createDeflate, createInflate, type Deflate, type Inflate } from 'node:zlib';
import { SPDY_DICTIONARY } from './spdy-dictionary';

const VERSION = 3;
const TYPES = { open: 1, reply: 2, reset: 3, ping: 6, goAway: 7 } as const;
const FINAL = 1;
const HEAD_BYTES = 8;
const IS_CONTROL = 0x8000;

/** A stream of a SPDY connection. Reading from it is reading what the client sends. */
export interface SpdyStream {
  readonly headers: ReadonlyMap<string, string>;
  readonly duplex: Duplex;
}

/**
 * The server's end of a SPDY/3.1 connection, as far as Kubernetes' clients use one.
 * @see https://www.chromium.org/spdy/spdy-protocol/spdy-protocol-draft3-1/
 */
export class SpdyConnection {
  readonly #streams = new Map<number, Duplex>();
  readonly #inflate: Inflate = createInflate({
    dictionary: SPDY_DICTIONARY,
    finishFlush: constants.Z_SYNC_FLUSH,
  });
  readonly #deflate: Deflate = createDeflate({ dictionary: SPDY_DICTIONARY });
  #rest = Buffer.alloc(0);
  /** Frames are dealt with one after the other: headers are compressed as one stream. */
  #work: Promise<void> = Promise.resolve();

  constructor(
    private readonly send: (bytes: Buffer) => Promise<void>,
    private readonly onStream: (stream: SpdyStream) => void,
    private readonly onFailure: () => void,
  ) {}

  /** Takes what has come, in whatever pieces. */
  receive(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    while (this.#rest.length >= HEAD_BYTES) {
      const length = HEAD_BYTES + this.#rest.readUIntBE(5, 3);
      if (this.#rest.length < length) return;
      const frame = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      this.#work = this.#work.then(() => this.#take(frame)).catch(this.onFailure);
    }
  }

  /** The connection is gone. */
  end(): void {
    for (const stream of this.#streams.values()) stream.destroy();
    this.#inflate.close();
    this.#deflate.close();
  }

  async #take(frame: Buffer): Promise<void> {
    const isFinal = (frame.readUInt8(4) & FINAL) !== 0;
    const body = frame.subarray(HEAD_BYTES);
    if ((frame.readUInt16BE(0) & IS_CONTROL) === 0) {
      const stream = this.#streams.get(frame.readUInt32BE(0));
      if (body.length > 0) stream?.push(body);
      if (isFinal) stream?.push(null);
      return;
    }
    switch (frame.readUInt16BE(2)) {
      case TYPES.open:
        return this.#open(body, isFinal);
      case TYPES.reset:
        this.#streams.get(body.readUInt32BE(0))?.destroy();
        return;
      case TYPES.ping:
        return this.send(frame);
      default:
      // Windows and settings: nothing here waits for them.
    }
  }

  async #open(body: Buffer, isFinal: boolean): Promise<void> {
    const id = body.readUInt32BE(0);
    const headers = headersIn(await transformed(this.#inflate, body.subarray(10)));
    const duplex = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        this.send(data(id, chunk, 0)).then(() => done(), done);
      },
      final: (done) => {
        this.send(data(id, Buffer.alloc(0), FINAL)).then(() => done(), done);
      },
    });
    this.#streams.set(id, duplex);
    if (isFinal) duplex.push(null);
    const none = await transformed(this.#deflate, Buffer.alloc(4));
    await this.send(control(TYPES.reply, Buffer.concat([body.subarray(0, 4), none])));
    this.onStream({ headers, duplex });
  }
}

/** The bytes that come out for the bytes that go in, which end with a flush. */
function transformed(through: Inflate | Deflate, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const collect = (part: Buffer): void => void parts.push(part);
    through.on('data', collect);
    through.once('error', reject);
    through.write(bytes);
    through.flush(constants.Z_SYNC_FLUSH, () => {
      through.off('data', collect);
      through.off('error', reject);
      resolve(Buffer.concat(parts));
    });
  });
}

/** Pairs of a name and a value, each after its length. */
function headersIn(block: Buffer): ReadonlyMap<string, string> {
  let at = 4;
  const text = (): string => {
    const length = block.readUInt32BE(at);
    at += 4 + length;
    return block.toString('utf8', at - length, at);
  };
  return new Map(Array.from({ length: block.readUInt32BE(0) }, () => [text(), text()]));
}

function control(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt16BE(IS_CONTROL | VERSION, 0);
  head.writeUInt16BE(type, 2);
  head.writeUIntBE(body.length, 5, 3);
  return Buffer.concat([head, body]);
}

function data(id: number, body: Buffer, flags: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(id, 0);
  head.writeUInt8(flags, 4);
  head.writeUIntBE(body.length, 5, 3);
  return Buffer.concat([head, body]);
}
