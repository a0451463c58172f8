import { Console } from 'node:console';
import { parseArgs } from 'node:util';
import { run } from '../editor/command';
import { root } from '../editor/paths';
import { activation } from './activation/activation';
import { bundleSizes } from './bundle-sizes';
import { watchingPods } from './environments/watching-pods';
import { foreignTexts } from './foreign-texts';
import { formReady } from './form-ready';
import { formUpdate } from './form-update';
import { kubeconfigEdit } from './kubeconfig-edit';
import { mainJob } from './main-job';
import { packageSize } from './package-size';
import { podStreams } from './environments/pod-streams';
import { portForward } from './environments/port-forward';
import { preflight } from './preflight';
import type { Measurement, Row } from './row';
import { table } from './table';
import { treeReady } from './tree-ready';
import { manyAtOnce } from './watching/many-at-once';
import { manyEvents } from './watching/many-events';
import { watching } from './watching/watching';

const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  'bundle-sizes': bundleSizes,
  'package-size': packageSize,
  activation: activation('oldest'),
  'activation-newest': activation('newest'),
  'form-ready': formReady,
  'form-update': formUpdate,
  'tree-ready': treeReady,
  'kubeconfig-edit': kubeconfigEdit,
  preflight,
  'foreign-texts': foreignTexts,
  watching,
  'many-at-once': manyAtOnce,
  'many-events': manyEvents,
  'main-job': mainJob,
  environments: watchingPods,
  'pod-streams': podStreams,
  'port-forward': portForward,
};

/** Measures all of it, or only what is named: `npm run bench -- [--json] [--runs N] [NAME…]`. */
async function main(): Promise<void> {
  // Standard output is for the figures; what the editor's installation says on its way goes to standard error.
  globalThis.console = new Console(process.stderr);
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '10' } },
    allowPositionals: true,
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1.');
  const names = positionals.length > 0 ? positionals : Object.keys(MEASUREMENTS);

  await run(process.execPath, ['build.mjs'], { cwd: root });
  const rows: Row[] = [];
  for (const name of names) rows.push(...(await measurement(name)({ runs })));
  process.stdout.write(`${values.json ? JSON.stringify(rows, undefined, 2) : table(rows)}\n`);
}

function measurement(name: string): Measurement {
  const found = MEASUREMENTS[name];
  if (!found)
    throw new Error(`There is no measurement ${name}, only ${Object.keys(MEASUREMENTS).join(', ')}.`);
  return found;
}

void main();
