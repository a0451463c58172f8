import { join } from 'node:path';
import { ground, root } from '../../editor/paths';
import { median, type BenchOptions, type Row } from '../row';
import { writeEmptyExtension } from './empty-extension';
import { Windows } from './windows';

const OURS = 'eks-clusters.eks-clusters';
const EMPTY = 'bench.empty';

/** What our extension costs at startup, against one that does nothing. Taken in turns: a busy machine slows down both. */
export async function activation({ runs }: BenchOptions): Promise<readonly Row[]> {
  const emptyExtension = join(ground, 'bench/empty-extension');
  await writeEmptyExtension(emptyExtension);
  const ours: ActivationTimes[] = [];
  const empty: ActivationTimes[] = [];
  const windows = await Windows.start();
  try {
    for (let run = 0; run < runs; run++) {
      empty.push(activationTimes(await windows.startupReport(emptyExtension), EMPTY));
      ours.push(activationTimes(await windows.startupReport(root), OURS));
    }
  } finally {
    await windows.stop();
  }
  return [
    row('activation', ours, empty, ({ load, call, finish }) => load + call + finish),
    row('activation: loading code', ours, empty, ({ load }) => load),
  ];
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
