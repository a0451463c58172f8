import type { Duplex, Readable, Writable } from 'node:stream';
import type { Fields, KubernetesObject } from '../objects';
import type { Environment } from './environment';
import type { ContainerLog } from './log';

/** What really runs containers, or pretends to. The kubelet does all else alike for both. */
export interface Runtime {
  /** An image that the node has; the policy `IfNotPresent` pulls none of them. */
  present(image: string): Promise<PulledImage | undefined>;
  /** @throws {PullError} with what the registry said */
  pull(wanted: Wanted, signal: AbortSignal): Promise<PulledImage>;
  /** @throws {StartError} where the container cannot be made */
  start(wanted: Startable, log: ContainerLog): Promise<Instance>;
}

/** A container of a pod, as its spec has it. */
export interface Wanted {
  readonly pod: KubernetesObject;
  readonly container: Fields;
}

/** One that nothing keeps from being started. */
export interface Startable extends Wanted {
  readonly environment: Environment;
}

export interface PulledImage {
  readonly id: string;
  readonly bytes: number;
}

/** One run of a container. */
export interface Instance {
  readonly ended: Promise<Ending>;
  /** Asks it to end, and ends it after so long. */
  stop(graceMs: number): void;
  /** Looks at it as a probe says. @returns why it failed, in the kubelet's words; undefined where it did not */
  check(probe: Fields): Promise<string | undefined>;
  /** A connection to a port of it. @throws {Refused} */
  connect(port: number): Promise<Duplex>;
  /** Runs a command in it. @returns the exit code @throws {ExecError} where it cannot be run */
  exec(command: readonly string[], terminal: Terminal): Promise<number>;
  /** Looks on at what it writes, and writes to it where it reads. @returns its exit code */
  attach(terminal: Terminal): Promise<number>;
}

export interface Ending {
  readonly exitCode: number;
  /** `Completed` and `Error` unless it is told. */
  readonly reason?: string;
}

/** What a command reads and writes. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  /** The same as output where there is a tty. */
  readonly errors: Writable;
  readonly isTty: boolean;
  /** Calls the listener at once with the last size, and at each change. */
  onResize(listener: (size: TerminalSize) => void): void;
  /** Who asked has gone. */
  readonly signal: AbortSignal;
}

export interface TerminalSize {
  readonly width: number;
  readonly height: number;
}

export class PullError extends Error {}
export class StartError extends Error {}
export class ExecError extends Error {}
export class Refused extends Error {}
