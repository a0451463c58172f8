import { performance } from 'node:perf_hooks';
import { readRegistry } from '../../src/core/registry/registry';
import { topRows } from '../../src/core/tree/rows';
import { TestWorkspace } from '../e2e/test-workspace';
import type { Workbench } from '../e2e/workbench';
import { ENTRY } from '../fakes/entry';
import { median, type BenchOptions, type Row } from './row';

const MANY = 2_000;

/** How long a user waits for the view with very many clusters in the settings, in the real editor, and what AWS is asked. */
export async function treeReady({ runs }: BenchOptions): Promise<readonly Row[]> {
  const one = await openings(1, runs);
  const many = await openings(MANY, runs);
  return [
    {
      name: `view: rows of ${MANY} clusters`,
      unit: 'ms',
      value: rowsMade(MANY, runs),
      comparedWith: { name: '1 cluster', value: rowsMade(1, runs) },
    },
    {
      name: `view: ${MANY} clusters painted after the click`,
      unit: 'ms',
      value: median(many.times),
      comparedWith: { name: '1 cluster', value: median(one.times) },
    },
    {
      name: `view: calls for ${MANY} clusters`,
      unit: 'calls',
      value: many.calls,
      comparedWith: { name: 'one each', value: MANY },
    },
  ];
}

async function openings(count: number, runs: number): Promise<{ times: readonly number[]; calls: number }> {
  const stage = await TestWorkspace.create({ settings: { 'eks.clusters': setting(count) } });
  try {
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      const workbench = await stage.open();
      times.push(await paintedAfter(workbench));
      await workbench.page.context().close();
    }
    const asked = await stage.sandbox.requests();
    return { times, calls: asked.filter(({ service }) => service === 'eks').length };
  } finally {
    await stage.dispose();
  }
}

/** From the click on the icon until the first row is there; the window has been idle before. */
async function paintedAfter({ page }: Workbench): Promise<number> {
  const icon = page.getByRole('tab', { name: 'EKS' }).locator('a');
  await icon.waitFor();
  await page.waitForLoadState('networkidle');
  const painted = page.getByRole('treeitem').filter({ hasText: 'cluster-0' }).waitFor();
  const clicked = performance.now();
  await icon.click();
  await painted;
  return performance.now() - clicked;
}

/** What the extension itself takes, from the setting to the rows, without VS Code's share. */
function rowsMade(count: number, runs: number): number {
  const value = setting(count);
  const times = Array.from({ length: runs }, () => {
    const begun = performance.now();
    const registries = [{ level: { kind: 'user' } as const, ...readRegistry(value) }];
    const status = () => ({ kind: 'unasked' }) as const;
    topRows({ operations: [], registries, status, problemRemedy: '', folders: ['file:///app'] });
    return performance.now() - begun;
  });
  return median(times);
}

function setting(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `cluster-${index}`;
    return { ...ENTRY, name, environmentScope: index % 2 === 0 ? name : `review/${name}/*` };
  });
}
