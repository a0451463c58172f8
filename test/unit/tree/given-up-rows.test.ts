import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Row } from '../../../src/core/tree/rows';
import type { EksEntry } from '../../../src/core/registry/entry';
import { ClusterStatuses } from '../../../src/ui/tree/cluster-statuses';
import { ChildRowsCache } from '../../../src/ui/tree/child-rows-cache';
import { ENTRY } from '../../fakes/entry';

const row = (id: string): Row => ({ kind: 'nothing', id, text: id });
const settled = () => new Promise(setImmediate);

describe('Rows that are no longer visible', () => {
  it('are read no further, and again when somebody looks', async () => {
    const loaded = new ChildRowsCache();
    let signal: AbortSignal | undefined;
    const reading = loaded.get(row('cluster:nodes'), (given) => {
      signal = given;
      return new Promise(() => undefined);
    });
    loaded.cancel(row('cluster'));
    deepStrictEqual(await reading, []);
    strictEqual(signal?.aborted, true);
    deepStrictEqual(loaded.takeCancelled(row('another')), []);
    deepStrictEqual(loaded.takeCancelled(row('cluster')), [row('cluster:nodes')]);
    const again = await loaded.get(row('cluster:nodes'), () => Promise.resolve([row('n')]));
    deepStrictEqual(again, [row('n')]);
  });

  it('stay as they are where they were read', async () => {
    const loaded = new ChildRowsCache();
    await loaded.get(row('cluster'), () => Promise.resolve([row('n')]));
    await settled();
    loaded.cancel();
    deepStrictEqual(loaded.takeCancelled(), []);
    deepStrictEqual(await loaded.get(row('cluster'), () => Promise.reject(new Error('asked'))), [row('n')]);
  });

  it('are not asked about, and count as never asked', async () => {
    const entries = Array.from({ length: 6 }, (_, index): EksEntry => ({ ...ENTRY, name: `c${index}` }));
    const signals: AbortSignal[] = [];
    const describe = (_: EksEntry, signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<undefined>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    };
    const statuses = new ClusterStatuses({ describe }, () => undefined);
    const asking = statuses.refreshUnasked(entries);
    statuses.cancel();
    await asking;
    strictEqual(signals.length, 4);
    deepStrictEqual([...new Set(entries.map((entry) => statuses.get(entry).kind))], ['unasked']);
  });
});
