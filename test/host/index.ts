import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import Tally from '../tally';

/** Runs every bundled host test beside this file; VS Code's extension host calls it. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, retries: 1, color: true, reporter: Tally });
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.test.mjs'))) {
    mocha.addFile(join(__dirname, file));
  }
  await mocha.loadFilesAsync();
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error(`${failures} host tests failed.`));
    });
  });
}
