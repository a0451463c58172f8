import type { Clock } from '../../src/core/ports/clock';

/** What happens around one call of a port. */
export type Fault =
  /** The process is killed: none of its calls is ever answered again. */
  | { readonly kind: 'killed'; readonly when: 'before' | 'after' }
  /** The call fails: before it took effect, or its answer is lost. */
  | { readonly kind: 'fails'; readonly when: 'before' | 'after'; readonly error: () => Error };

/** A process whose calls to the world outside are counted, and around one of which something happens. */
export class Killable {
  /** Of the calls so far, by the port's name and the method's. */
  readonly calls: string[] = [];
  readonly killed: Promise<void>;
  private kill: () => void = () => undefined;
  private isDead = false;

  /** @param at index of the call; without an fault nothing happens */
  constructor(private readonly fault?: { readonly at: number; readonly what: Fault }) {
    this.killed = new Promise((resolve) => (this.kill = resolve));
  }

  get isAlive(): boolean {
    return !this.isDead;
  }

  /** Now, whatever it is in the middle of. */
  die(): void {
    this.isDead = true;
    this.kill();
  }

  /** The port as this process calls it. Methods that answer at once are no calls. */
  wrap<T extends object>(name: string, port: T): T {
    return new Proxy(port, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]) => {
          if (this.isDead) return never();
          const answer = () => Reflect.apply(value, target, args) as unknown;
          return SYNCHRONOUS.has(String(key)) ? answer() : this.call(`${name}.${String(key)}`, answer);
        };
      },
    });
  }

  /** The same for a function by itself. */
  wrapCall<T>(name: string, act: () => Promise<T>): () => Promise<T> {
    return () => (this.isDead ? never() : (this.call(name, act) as Promise<T>));
  }

  /** The port as this process calls it, without counting: a process that is dead hears nothing any more. */
  wrapQuietly(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      random: () => clock.random(),
      sleep: async (ms, signal) => {
        await clock.sleep(ms, signal);
        if (this.isDead) await never();
      },
    };
  }

  private async call(name: string, answer: () => unknown): Promise<unknown> {
    const index = this.calls.push(name) - 1;
    const what = index === this.fault?.at ? this.fault.what : undefined;
    await this.applyFault(what, 'before');
    const result = await answer();
    await this.applyFault(what, 'after');
    return this.isDead ? never() : result;
  }

  private async applyFault(what: Fault | undefined, when: 'before' | 'after'): Promise<void> {
    if (what?.when !== when) return;
    if (what.kind === 'fails') throw what.error();
    this.die();
    await never();
  }
}

const SYNCHRONOUS = new Set(['now', 'random', 'isLevelOpen', 'connect']);

function never(): Promise<never> {
  return new Promise(() => undefined);
}
