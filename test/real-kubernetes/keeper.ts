import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Binaries } from './binaries';
import { controlPlaneIn, type CommandLine, type RealCluster } from './programs';
import { untilReady } from './readiness';

/*
 * A process that keeps a real Kubernetes for another one: it prints how to reach it, and stops and removes everything
 * once its standard input ends. That happens when the other process says so and when it dies, in whatever way.
 */

const ATTEMPTS = 3;

/** A program that runs, and where it writes what happens to it. */
interface Running {
  readonly name: string;
  readonly child: ChildProcess;
  readonly log: string;
}

const running: Running[] = [];

async function main(binaries: Binaries): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'eks-kubernetes-'));
  // Not for the terminal's Ctrl+C to end: the tests are still to end first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const released = once(process.stdin.resume(), 'end');
  try {
    const started = start(folder, binaries).then((cluster) => console.log(JSON.stringify(cluster)));
    await Promise.race([released, started.then(() => Promise.race([released, firstEnd()]))]);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  } finally {
    await stopAll();
    await rm(folder, { recursive: true, force: true });
  }
  process.exit();
}

/** Between the choice of a port and its use somebody else may have taken it. */
async function start(folder: string, binaries: Binaries): Promise<RealCluster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startIn(join(folder, String(attempt)), binaries);
    } catch (error) {
      await stopAll();
      if (attempt === ATTEMPTS || !/address already in use/.test((error as Error).message)) throw error;
    }
  }
}

async function startIn(folder: string, binaries: Binaries): Promise<RealCluster> {
  const plane = await controlPlaneIn(folder, await freePort(), binaries);
  const launch = (name: string, command: CommandLine): void =>
    void running.push(spawned(name, command, folder));
  launch('etcd', plane.etcd);
  launch('kube-apiserver', plane.apiServer);
  await Promise.race([untilReady(plane.cluster, 'server'), firstEnd()]);
  launch('kube-controller-manager', plane.controllerManager);
  await Promise.race([untilReady(plane.cluster, 'controllers'), firstEnd()]);
  return plane.cluster;
}

function spawned(name: string, [program, ...args]: CommandLine, folder: string): Running {
  const log = join(folder, `${name}.log`);
  const output = openSync(log, 'a');
  return { name, log, child: spawn(program, args, { cwd: folder, stdio: ['ignore', output, output] }) };
}

/** Rejects as soon as one of the programs has ended, with the last that it wrote. */
async function firstEnd(): Promise<never> {
  const ended = await Promise.race(running.map(async (each) => (await once(each.child, 'exit'), each)));
  const last = readFileSync(ended.log, 'utf8').trim().split('\n').slice(-15).join('\n');
  throw new Error(`${ended.name} has ended:\n${last}`);
}

/** Their data is thrown away, so they need not put it in order. */
async function stopAll(): Promise<void> {
  const children = running.splice(0).map(({ child }) => child);
  const alive = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  const ends = alive.map((child) => once(child, 'exit'));
  for (const child of alive) child.kill('SIGKILL');
  await Promise.all(ends);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const [etcd = '', apiServer = '', controllerManager = ''] = process.argv.slice(2);
void main({ etcd, apiServer, controllerManager });
