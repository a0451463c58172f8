import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readdir, utimes } from 'node:fs/promises';
import { FileOperationLock } from '../../../src/files/operation-lock';
import { OtherProcess } from './other-process';
import { temporaryFolder } from './temporary-folder';

describe('FileOperationLock', () => {
  const at = temporaryFolder();

  it('lets one window drive, and another when it is done', async () => {
    const [here, there] = [new FileOperationLock(at()), new FileOperationLock(at())];
    const release = await here.acquire('one');
    ok(release);
    strictEqual(await there.acquire('one'), undefined);
    await release();
    const again = await there.acquire('one');
    ok(again);
    await again();
    deepStrictEqual(await readdir(at('locks')), []);
  });

  it('keeps operations apart', async () => {
    const lock = new FileOperationLock(at());
    const releases = [await lock.acquire('one'), await lock.acquire('two')];
    strictEqual(releases.filter(Boolean).length, 2);
    for (const release of releases) await release?.();
  });

  it('is held by a process that lives, and taken over at once from one that was killed', async () => {
    const other = holder();
    strictEqual(await other.line(), 'held');
    strictEqual(await new FileOperationLock(at()).acquire('one'), undefined);
    await other.kill();
    const release = await new FileOperationLock(at()).acquire('one');
    ok(release);
    await release();
  });

  it('is taken over from another machine when the heartbeat has stopped', async () => {
    const other = holder(`require('node:os').hostname = () => 'elsewhere';`);
    await other.line();
    await other.kill();
    strictEqual(await new FileOperationLock(at()).acquire('one'), undefined);
    await utimes(at('locks', 'one.lock'), 1, 1);
    const release = await new FileOperationLock(at()).acquire('one');
    ok(release);
    await release();
  });

  it('goes to one of many windows that find a dead one', async () => {
    const dead = holder();
    await dead.line();
    await dead.kill();
    const windows = Array.from({ length: 4 }, () => new FileOperationLock(at()));
    const releases = await Promise.all(windows.map((window) => window.acquire('one')));
    const held = releases.filter((release) => release !== undefined);
    strictEqual(held.length, 1);
    await held[0]?.();
  });

  function holder(first = ''): OtherProcess {
    return OtherProcess.start(`
      ${first}
      const { FileOperationLock } = load('files/operation-lock');
      const release = await new FileOperationLock(${JSON.stringify(at())}).acquire('one');
      say(release ? 'held' : 'not held');
      process.stdin.resume();
      setInterval(() => {}, 1000);`);
  }
});
