import type { Decision } from '../../src/core/operation/operation';
import * as engine from '../../src/core/operation/run/lazy-parts';
import { Emitter } from '../../src/core/emitter';
import { Operations, type OperationsDeps } from '../../src/core/operation/run/operations';
import type { OperationView } from '../../src/core/operation/view';
import type { OperationLock } from '../../src/core/ports/journal';
import { FileJournal } from '../../src/files/journal';
import { FileOperationLock } from '../../src/files/operation-lock';

export type WindowParts = Pick<OperationsDeps, 'clock' | 'portsFor'> & {
  /** The extension's storage on this machine, which all windows share. */
  readonly storage: string;
};

/** A window of the editor, as far as operations go: with the machine's own files. */
export class Window {
  readonly operations: Operations;
  readonly moves: OperationView[] = [];
  readonly reports: unknown[] = [];

  private driving = 0;
  private readonly driven = new Emitter<undefined>();

  constructor({ clock, portsFor, storage }: WindowParts) {
    this.operations = new Operations({
      journal: new FileJournal(storage, () => undefined),
      lock: this.counted(new FileOperationLock(storage)),
      clock,
      lazyParts: () => Promise.resolve(engine),
      portsFor,
      report: (error) => this.reports.push(error),
    });
    this.operations.onDidProgress((view) => this.moves.push(view));
  }

  /** Waits until the operation has come to a state of that kind, and more if asked. */
  async until(
    kind: OperationView['state']['kind'],
    also: (view: OperationView) => boolean = () => true,
  ): Promise<OperationView> {
    const before = new Set(this.operations.views);
    return new Promise((resolve, reject) => {
      const look = () => {
        for (const view of this.operations.views) {
          const { state } = view;
          if (state.kind === kind && also(view)) settle(() => resolve(view));
          else if (state.kind === 'failed' && !before.has(view))
            settle(() => reject(new Error(state.failure.cause)));
        }
      };
      const subscription = this.operations.onDidChange(look);
      const settle = (act: () => void) => {
        subscription.dispose();
        act();
      };
      look();
    });
  }

  /** Waits until this window drives nothing any more. */
  async idle(): Promise<void> {
    while (this.driving > 0)
      await new Promise<void>((resolve) => {
        const subscription = this.driven.event(() => {
          subscription.dispose();
          resolve();
        });
      });
  }

  decide(id: string, decision: Decision): Promise<void> {
    return this.operations.decide(id, decision);
  }

  /** Once it has nothing to do. */
  async close(): Promise<void> {
    await this.idle();
    this.operations.dispose();
  }

  private counted(lock: OperationLock): OperationLock {
    return {
      acquire: async (id) => {
        const held = await lock.acquire(id);
        if (!held) return undefined;
        this.driving += 1;
        const release = async () => {
          await held.release();
          this.driving -= 1;
          this.driven.fire(undefined);
        };
        return { lost: held.lost, release };
      },
    };
  }
}
