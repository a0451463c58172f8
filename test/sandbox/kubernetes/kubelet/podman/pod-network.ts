import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { Refused } from '../runtime';
import type { Space } from './space';

/** Connects, says so, and passes bytes on in both directions until both have ended. */
const RELAY = `
const [, host, port] = process.argv;
const socket = require('node:net').connect({ host, port, allowHalfOpen: true });
socket.on('connect', () => {
  process.stderr.write('connected');
  process.stdin.pipe(socket).pipe(process.stdout);
});
socket.on('error', ({ code }) => {
  process.stderr.write(code);
  process.exit(1);
});
`;
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ETIMEDOUT: 'connection timed out',
};

/** The network that the containers of one pod share: a loopback interface that also has the pod's address. */
export class PodNetwork {
  private constructor(
    private readonly space: Space,
    /** A file that keeps the network namespace. */
    readonly file: string,
  ) {}

  static async make(space: Space, uid: string, address: string): Promise<PodNetwork> {
    const file = `/run/pods/${uid}`;
    const up = `ip link set lo up && ip address add ${address}/32 dev lo`;
    const make = `: >"$1" && unshare --net="$1" sh -c '${up}'`;
    await space.run(space.within('sh', '-c', make, 'sh', file));
    return new PodNetwork(space, file);
  }

  /** A connection that begins inside of the pod. @throws {Refused} */
  async connect(host: string, port: number): Promise<Duplex> {
    const relay = [process.execPath, '-e', RELAY, host, String(port)];
    const [command, ...args] = this.space.within('nsenter', `--net=${this.file}`, ...relay);
    const child = spawn(command, args, { env: this.space.environment, detached: true });
    const [said] = (await Promise.race([once(child.stderr, 'data'), once(child, 'close')])) as unknown[];
    if (String(said) !== 'connected') throw new Refused(REASONS[String(said)] ?? String(said));
    const connection = Duplex.from({ readable: child.stdout, writable: child.stdin });
    connection.once('close', () => child.kill());
    return connection;
  }
}
