import { join } from 'node:path';
import { extensionFolder } from '../../editor/extension-folder';
import { ground } from '../../editor/paths';
import type { Host } from '../../editor/install';
import { median, type BenchOptions, type Measurement, type Row } from '../row';
import { writeEmptyExtension } from './empty-extension';
import { Windows } from './windows';

/** What our extension costs at startup, against one that does nothing. Taken in turns: a busy machine slows down both. */
export function activation(host: Host): Measurement {
  return async ({ runs }: BenchOptions) => {
    const emptyExtension = join(ground, 'bench/empty-extension');
    await writeEmptyExtension(emptyExtension);
    const ours = { id: 'eks-clusters.eks-clusters', times: [] as ActivationTimes[] };
    const empty = { id: 'bench.empty', times: [] as ActivationTimes[] };
    const [oursIn, emptyIn] = await Promise.all([
      Windows.start({ host, extension: await extensionFolder(), id: ours.id }),
      Windows.start({ host, extension: emptyExtension, id: empty.id }),
    ]);
    try {
      // The first window of a server waits for what the server itself loads late.
      for (const windows of [emptyIn, oursIn]) await windows.startupReport();
      for (let run = 0; run < runs; run++) {
        empty.times.push(activationTimes(await emptyIn.startupReport(), empty.id));
        ours.times.push(activationTimes(await oursIn.startupReport(), ours.id));
      }
    } finally {
      await Promise.all([oursIn.stop(), emptyIn.stop()]);
    }
    const named = (name: string) => (host === 'oldest' ? name : `${name}, ${host} host`);
    return [
      row(named('activation'), ours.times, empty.times, ({ load, call, finish }) => load + call + finish),
      row(named('activation: loading code'), ours.times, empty.times, ({ load }) => load),
    ];
  };
}

interface ActivationTimes {
  readonly load: number;
  readonly call: number;
  readonly finish: number;
}

/** From the report's table: extension, eager, load code, call activate, finish activate, event, by. */
function activationTimes(report: string, extensionId: string): ActivationTimes {
  const line = report.split('\n').find((each) => each.startsWith(`| ${extensionId} `));
  const [load, call, finish] = (line ?? '').split('|').slice(3, 6).map(Number);
  if (
    load === undefined ||
    call === undefined ||
    finish === undefined ||
    Number.isNaN(load + call + finish)
  ) {
    throw new Error(`VS Code's report has no times for ${extensionId}: ${line ?? 'no such row'}`);
  }
  return { load, call, finish };
}

function row(
  name: string,
  ours: readonly ActivationTimes[],
  empty: readonly ActivationTimes[],
  time: (times: ActivationTimes) => number,
): Row {
  const comparedWith = { name: 'empty extension', value: median(empty.map(time)) };
  return { name, unit: 'ms', value: median(ours.map(time)), comparedWith };
}
