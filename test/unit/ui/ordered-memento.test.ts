import { deepStrictEqual, rejects } from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Memento } from 'vscode';
import { OrderedMemento } from '../../../src/ui/ordered-memento';

/** As VS Code keeps it: one value that is sent as a whole, and replaced by what comes back. */
class EditorMemento implements Memento {
  private value: Readonly<Record<string, unknown>> = {};
  private sending: Promise<void> | undefined;

  keys = () => Object.keys(this.value);
  get = <T>(key: string, otherwise?: T) => (this.value[key] ?? otherwise) as T;

  async update(key: string, value: unknown): Promise<void> {
    JSON.stringify(value);
    this.value = { ...this.value, [key]: value };
    this.sending ??= this.send();
    await this.sending;
  }

  private async send(): Promise<void> {
    await setImmediate();
    this.sending = undefined;
    const sent = this.value;
    await setImmediate();
    this.value = sent;
  }
}

describe('What the extension keeps in VS Code’s storage', () => {
  async function updateBoth(memento: Memento): Promise<readonly string[]> {
    const first = memento.update('first', 1);
    await setImmediate();
    await Promise.all([first, memento.update('second', 2)]);
    return memento.keys();
  }

  it('is lost by VS Code where another update is in progress', async () => {
    deepStrictEqual(await updateBoth(new EditorMemento()), ['first']);
  });

  it('is kept, whatever else is kept meanwhile', async () => {
    deepStrictEqual(await updateBoth(new OrderedMemento(new EditorMemento())), ['first', 'second']);
  });

  it('is kept also after an update that VS Code refuses', async () => {
    const memento = new OrderedMemento(new EditorMemento());
    const circle: Record<string, unknown> = {};
    circle['circle'] = circle;
    const [refused, kept] = [memento.update('first', circle), memento.update('second', 2)];
    await rejects(refused, TypeError);
    await kept;
    deepStrictEqual([memento.get('first', 'none'), memento.get('second')], ['none', 2]);
  });
});
