import { strictEqual } from 'node:assert/strict';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { findExecutable } from '../../../src/files/find-executable';
import { temporaryFolder } from './temporary-folder';

describe('findExecutable', () => {
  const at = temporaryFolder();

  beforeEach(async () => {
    await mkdir(at('first', 'aws'), { recursive: true });
    await mkdir(at('second'));
    await mkdir(at('third'));
    await writeFile(at('second', 'aws'), 'no program');
    for (const file of [at('third', 'aws'), at('third', 'aws.exe')]) {
      await writeFile(file, '');
      await chmod(file, 0o755);
    }
  });

  const path = (...folders: readonly string[]) => folders.join(delimiter);

  it('finds the first that is a file and may be run', async () => {
    const env = { PATH: path('', at('missing'), at('first'), at('second'), at('third')) };
    strictEqual(await findExecutable('aws', env, 'linux'), at('third', 'aws'));
  });

  it('finds nothing where there is nothing', async () => {
    strictEqual(await findExecutable('aws', { PATH: at('first') }, 'linux'), undefined);
    strictEqual(await findExecutable('aws', {}, 'linux'), undefined);
  });

  it('never takes a relative folder', async () => {
    strictEqual(await findExecutable('package.json', { PATH: path('.', '') }, 'linux'), undefined);
  });

  it('goes by PATHEXT on Windows, whatever the case of the names', async () => {
    const env = { Path: at('third'), PATHEXT: '.CMD;.EXE' };
    strictEqual(await findExecutable('aws', env, 'win32'), at('third', 'aws.exe'));
    strictEqual(await findExecutable('aws', { Path: at('third') }, 'win32'), at('third', 'aws.exe'));
  });
});
