import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { KubernetesError } from '../../../../src/core/ports/kubernetes';
import {
  SessionTerminal,
  type Ending,
  type RunSession,
} from '../../../../src/ui/environments/session-terminal';
import { FakeStreams } from '../../../fakes/cluster-streams';

describe('A terminal on a container', () => {
  let written: string;
  let closed: number;
  let next: () => void;

  /** As VS Code does it. */
  function open(run: RunSession): SessionTerminal {
    const terminal = new SessionTerminal(run, (error) => ok(false, String(error)));
    [written, closed] = ['', 0];
    next = () => undefined;
    terminal.onDidWrite((text) => {
      written += text;
      next();
    });
    terminal.onDidClose(() => {
      closed += 1;
      next();
    });
    terminal.open({ columns: 80, rows: 24 });
    return terminal;
  }

  const until = async (isSeen: () => boolean) => {
    while (!isSeen()) await new Promise<void>((woken) => (next = woken));
  };
  const ending =
    (end: Ending): RunSession =>
    () =>
      Promise.resolve(end);

  it('closes when its process has ended well', async () => {
    open(ending({ kind: 'closed' }));
    await until(() => closed === 1);
    strictEqual(written, '');
  });

  it('shows how its process ended until a key is pressed', async () => {
    const terminal = open(ending({ kind: 'told', sentence: 'The process exited with code 3.' }));
    await until(() => written.includes('Press any key'));
    match(written, /The process exited with code 3\./);
    strictEqual(closed, 0);
    terminal.handleInput('x');
    strictEqual(closed, 1);
  });

  it('says what permission is missing, without a sequence of others', async () => {
    const message = 'cannot create resource "pods/exec"\x1b]52;c;AAAA\x07';
    open(() => Promise.reject(new KubernetesError('forbidden', message)));
    await until(() => written.includes('Press any key'));
    match(written, /pods\/exec/);
    ok(!written.includes('\x1b]'));
  });

  it('passes keys and sizes on to its process, and ends with VS Code’s terminal', async () => {
    const streams = new FakeStreams();
    let aborted: AbortSignal | undefined;
    const started = new Promise<void>((start) => (streams.onProcess = () => start()));
    const terminal = open(async (session, _tell, signal) => {
      aborted = signal;
      await session.run(() => streams.attach(), signal);
      return { kind: 'closed' };
    });
    await started;
    await new Promise(setImmediate);
    terminal.handleInput('ls\r');
    terminal.setDimensions({ columns: 120, rows: 40 });
    terminal.close();
    streams.processes[0]?.ends({ kind: 'lost' });
    await new Promise(setImmediate);
    deepStrictEqual(streams.processes[0]?.received, ['80×24', 'ls\r', '120×40']);
    deepStrictEqual([aborted?.aborted, closed, written], [true, 0, '']);
  });
});
