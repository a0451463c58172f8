import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readdir, utimes } from 'node:fs/promises';
import { FileOperationLock } from '../../../src/files/operation-lock';
import { OtherProcess } from './other-process';
import { temporaryFolder } from './temporary-folder';

describe('FileOperationLock', () => {
  const at = temporaryFolder();

  it('lets one window drive, and another when it is done', async () => {
    const [here, there] = [new FileOperationLock(at()), new FileOperationLock(at())];
    const held = await here.acquire('one');
    ok(held);
    strictEqual(await there.acquire('one'), undefined);
    await held.release();
    const again = await there.acquire('one');
    ok(again);
    await again.release();
    deepStrictEqual(await readdir(at('locks')), []);
  });

  it('keeps operations apart', async () => {
    const lock = new FileOperationLock(at());
    const locks = [await lock.acquire('one'), await lock.acquire('two')];
    strictEqual(locks.filter(Boolean).length, 2);
    for (const held of locks) await held?.release();
  });

  it('is held by a process that lives, and taken over at once from one that was killed', async () => {
    const other = holder();
    strictEqual(await other.line(), 'held');
    strictEqual(await new FileOperationLock(at()).acquire('one'), undefined);
    await other.kill();
    const held = await new FileOperationLock(at()).acquire('one');
    ok(held);
    await held.release();
  });

  it('is taken over from another machine when the heartbeat has stopped', async () => {
    const other = holder(`require('node:os').hostname = () => 'elsewhere';`);
    await other.line();
    await other.kill();
    strictEqual(await new FileOperationLock(at()).acquire('one'), undefined);
    await utimes(at('locks', 'one.lock'), 1, 1);
    const held = await new FileOperationLock(at()).acquire('one');
    ok(held);
    await held.release();
  });

  it('goes to one of many windows that find a dead one', async () => {
    const dead = holder();
    await dead.line();
    await dead.kill();
    const windows = Array.from({ length: 4 }, () => new FileOperationLock(at()));
    const locks = await Promise.all(windows.map((window) => window.acquire('one')));
    const held = locks.filter((lock) => lock !== undefined);
    strictEqual(held.length, 1);
    await held[0]?.release();
  });

  function holder(first = ''): OtherProcess {
    return OtherProcess.start(`
      ${first}
      const { FileOperationLock } = load('files/operation-lock');
      const held = await new FileOperationLock(${JSON.stringify(at())}).acquire('one');
      say(held ? 'held' : 'not held');
      process.stdin.resume();
      setInterval(() => {}, 1000);`);
  }
});
