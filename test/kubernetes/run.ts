import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../editor/paths';
import { missingForKubernetes } from '../real-kubernetes/binaries';
import { talliedMocha } from '../mocha';
import { conclude, runSuite } from '../suite';

/** `npm run test:kubernetes [FILE…]`: on a real Kubernetes, what the unit suite tests on a simulated one, and more. */
async function main(wanted: readonly string[]): Promise<void> {
  const missing = await missingForKubernetes();
  if (missing !== undefined) {
    console.error(`The suite kubernetes cannot run. ${missing}`);
    process.exitCode = 1;
    return;
  }
  const files = wanted.length > 0 ? wanted : [...testsIn('test/kubernetes'), ...testsOnClusters()];
  const args = talliedMocha('kubernetes', files);
  conclude(await runSuite({ name: 'kubernetes', command: process.execPath, args, counts: 'tests' }));
}

/** The unit tests that take a cluster, whichever it is. */
function testsOnClusters(): readonly string[] {
  return testsIn('test/unit').filter((file) =>
    readFileSync(join(root, file), 'utf8').includes("/kubernetes/cluster'"),
  );
}

function testsIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => relative(root, join(root, folder, file)))
    .toSorted();
}

void main(process.argv.slice(2));
