import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { FileOperationLock } from '../../../src/files/operation-lock';
import { thisMachine } from '../../../src/files/this-machine';
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

  it('is not taken over at once where another machine or container has the same host name', async () => {
    for (const { here } of [{ here: 'another boot' }, { here: undefined }]) {
      const other = holder();
      strictEqual(await other.line(), 'held');
      await other.kill();
      const lock = new FileOperationLock(at(), () => Promise.resolve(here));
      strictEqual(await lock.acquire('one'), undefined, `seen from ${here}`);
      await utimes(at('locks', 'one.lock'), 1, 1);
      const held = await lock.acquire('one');
      ok(held);
      await held.release();
    }
  });

  it('is not taken over at once from an owner that an older version has written', async () => {
    await mkdir(at('locks', 'one.lock'), { recursive: true });
    await writeFile(at('locks', 'one.json'), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
    strictEqual(await new FileOperationLock(at()).acquire('one'), undefined);
  });

  it('is free again when its owner cannot be written', async () => {
    await mkdir(at('locks', 'one.json'), { recursive: true });
    const lock = new FileOperationLock(at());
    await rejects(lock.acquire('one'), { code: 'EISDIR' });
    deepStrictEqual(await readdir(at('locks')), ['one.json']);
    await rmdir(at('locks', 'one.json'));
    const held = await lock.acquire('one');
    ok(held);
    deepStrictEqual(JSON.parse(await readFile(at('locks', 'one.json'), 'utf8')), {
      pid: process.pid,
      host: hostname(),
      machine: await thisMachine(),
    });
    await held.release();
  });

  it('is free again when its owner’s file cannot be removed', async () => {
    const lock = new FileOperationLock(at());
    const held = await lock.acquire('one');
    ok(held);
    await rm(at('locks', 'one.json'));
    await mkdir(at('locks', 'one.json', 'in the way'), { recursive: true });
    await held.release();
    deepStrictEqual(await readdir(at('locks')), ['one.json']);
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
