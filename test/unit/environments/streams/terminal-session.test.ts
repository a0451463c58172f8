import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { TerminalSession } from '../../../../src/core/environments/streams/terminal-session';
import { KubernetesError } from '../../../../src/core/ports/kubernetes';
import { FakeStreams, type FakeProcess } from '../../../fakes/cluster-streams';

const WEB = { namespace: 'shop', pod: 'web-1', container: 'web' };
const never = new AbortController().signal;

describe('A shell in a container', () => {
  let streams: FakeStreams;
  let shown: string;
  let session: TerminalSession;

  beforeEach(() => {
    streams = new FakeStreams();
    shown = '';
    session = new TerminalSession({ columns: 80, rows: 24 }, (text) => (shown += text));
  });

  const run = (play: (process: FakeProcess) => void) => {
    streams.onProcess = play;
    return session.runShell(streams, WEB, never);
  };
  const commands = () => streams.processes.map(({ command }) => command.join(' '));

  it('is bash, where there is one, and ends with its exit code', async () => {
    const end = await run((process) => {
      process.output('$ ');
      process.ends({ kind: 'exited', code: 3 });
    });
    deepStrictEqual([end, commands(), shown], [{ kind: 'exited', code: 3 }, ['bash'], '$ ']);
  });

  const missing: Readonly<Record<string, (process: FakeProcess) => void>> = {
    'containerd fails': (process) =>
      process.ends({
        kind: 'failed',
        message:
          'error executing command in container: failed to exec in container: OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown',
      }),
    'the exit code is 127': (process) => process.ends({ kind: 'exited', code: 127 }),
    'the exit code is 126 and the runtime writes why': (process) => {
      process.output(
        'OCI runtime exec failed: exec failed: exec: "bash": executable file not found in $PATH\r\n',
      );
      process.ends({ kind: 'exited', code: 126 });
    },
  };
  for (const [how, play] of Object.entries(missing)) {
    it(`is sh where there is no bash: ${how}`, async () => {
      const end = await run((process) => {
        if (process.command[0] === 'bash') play(process);
        else process.ends({ kind: 'exited', code: 0 });
      });
      deepStrictEqual([end, commands(), shown], [{ kind: 'exited', code: 0 }, ['bash', 'sh'], '']);
    });

    it(`is none where neither is in the image: ${how}`, async () => {
      deepStrictEqual(await run(play), { kind: 'no-shell' });
      deepStrictEqual(commands(), ['bash', 'sh']);
    });
  }

  it('that was used may exit with 127 itself', async () => {
    const running = run((process) => {
      process.output('$ ');
      session.type('nonsense; exit\r');
      process.ends({ kind: 'exited', code: 127 });
    });
    deepStrictEqual([await running, commands()], [{ kind: 'exited', code: 127 }, ['bash']]);
  });

  it('gets the size first, what was typed meanwhile, and keys in their order', async () => {
    session.type('ls');
    const running = run((process) => {
      setImmediate(() => {
        session.type('\r');
        session.resize({ columns: 100, rows: 30 });
        setImmediate(() => process.ends({ kind: 'exited', code: 0 }));
      });
    });
    await running;
    deepStrictEqual(streams.processes[0]?.received, ['80×24', 'ls', '\r', '100×30']);
  });

  it('shows characters that come in two pieces, and nothing that reaches beyond the terminal', async () => {
    const bytes = Buffer.from('ä\x1b]52;c;AAAA\x07b');
    await run((process) => {
      for (const byte of bytes) process.output(Uint8Array.of(byte));
      process.ends({ kind: 'lost' });
    });
    strictEqual(shown, 'äb');
  });

  it('is lost with its pod', async () =>
    deepStrictEqual(await run((process) => process.ends({ kind: 'lost' })), { kind: 'lost' }));

  it('fails as the cluster does', async () => {
    streams.refusals.push(new KubernetesError('forbidden', 'cannot create resource "pods/exec"'));
    await rejects(session.runShell(streams, WEB, never), { kind: 'forbidden' });
  });
});
