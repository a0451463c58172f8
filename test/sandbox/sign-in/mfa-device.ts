import { createHmac, randomBytes } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;

/** A virtual MFA device: time-based codes of RFC 6238, each of which is good once. */
export class MfaDevice {
  readonly #secret = randomBytes(20);
  readonly #used = new Set<string>();

  constructor(
    readonly serial: string,
    private readonly now: () => number,
  ) {}

  /** The code that the device shows now. */
  get code(): string {
    return this.#codeAt(this.#step());
  }

  /** Whether the code is the present one or one beside it, and not used before. */
  accepts(code: string): boolean {
    const step = this.#step();
    const isRight = [step - 1, step, step + 1].some((near) => this.#codeAt(near) === code);
    if (!isRight || this.#used.has(code)) return false;
    this.#used.add(code);
    return true;
  }

  #step(): number {
    return Math.floor(this.now() / 1000 / STEP_SECONDS);
  }

  #codeAt(step: number): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const digest = createHmac('sha1', this.#secret).update(counter).digest();
    const offset = (digest.at(-1) ?? 0) & 0xf;
    const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS;
    return String(number).padStart(DIGITS, '0');
  }
}
