import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = resolve('test/sandbox/main.ts');

describe('the process of the simulated AWS', () => {
  it('says in one line where it is, and ends when its starter is gone', async () => {
    const sandbox = start('--external-id', 'cloud-team-42');
    const ready = await firstLine(sandbox);
    assert.equal(ready['externalId'], 'cloud-team-42');
    assert.equal(ready['roleArn'], 'arn:aws:iam::222222222222:role/eks-provision');
    assert.deepEqual(ready['regions'], ['eu-central-1', 'us-east-1']);
    assert.equal((await fetch(`${String(ready['url'])}/_sandbox/requests`)).status, 200);

    sandbox.stdin!.end();
    assert.deepEqual(await once(sandbox, 'exit'), [0, null]);
  });

  it('ends on SIGTERM', async () => {
    const sandbox = start();
    await firstLine(sandbox);
    sandbox.kill('SIGTERM');
    assert.deepEqual(await once(sandbox, 'exit'), [0, null]);
  });
});

function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function firstLine({ stdout }: ChildProcess): Promise<Record<string, unknown>> {
  const [line] = (await once(createInterface({ input: stdout! }), 'line')) as [string];
  return JSON.parse(line) as Record<string, unknown>;
}
