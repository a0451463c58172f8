import type { Decision, Operation } from '../../src/core/operation/operation';
import type { Journal, OperationLock } from '../../src/core/ports/journal';
import { parseDecision, parseOperation, serializeOperation } from '../../src/files/parse-operation';

/** A journal that lasts as long as the test, and keeps what a file would give back. */
export class FakeJournal implements Journal {
  readonly underWay = new Map</* operation id */ string, Operation>();
  readonly history: Operation[] = [];
  private readonly decisions = new Map</* operation id */ string, Decision>();

  constructor(operations: readonly Operation[] = []) {
    for (const operation of operations) this.underWay.set(operation.id, operation);
  }

  save(operation: Operation): Promise<void> {
    return Promise.resolve(void this.underWay.set(operation.id, asRead(operation)));
  }

  load(): Promise<readonly Operation[]> {
    return Promise.resolve([...this.underWay.values()]);
  }

  end(operation: Operation): Promise<void> {
    this.underWay.delete(operation.id);
    this.decisions.delete(operation.id);
    return Promise.resolve(void this.history.push(asRead(operation)));
  }

  ended(): Promise<readonly Operation[]> {
    return Promise.resolve(this.history);
  }

  saveDecision(operationId: string, decision: Decision): Promise<void> {
    return Promise.resolve(void this.decisions.set(operationId, asDecided(decision)));
  }

  readDecision(operationId: string): Promise<Decision | undefined> {
    return Promise.resolve(this.decisions.get(operationId));
  }

  forgetDecision(operationId: string): Promise<void> {
    return Promise.resolve(void this.decisions.delete(operationId));
  }

  watch(): Promise<{ dispose(): void }> {
    return Promise.resolve({ dispose: () => undefined });
  }
}

function asRead(operation: Operation): Operation {
  const read = parseOperation(serializeOperation(operation));
  if (!read) throw new Error(`No window could go on with ${JSON.stringify(operation)}`);
  return read;
}

function asDecided(decision: Decision): Decision {
  const read = parseDecision(JSON.stringify(decision));
  if (!read) throw new Error(`No window could carry out ${JSON.stringify(decision)}`);
  return read;
}

/** There is no other window. */
export const freeLock: OperationLock = {
  acquire: () => Promise.resolve({ lost: new AbortController().signal, release: () => Promise.resolve() }),
};
