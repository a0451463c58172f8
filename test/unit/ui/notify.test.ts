import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { LiveSecrets } from '../../../src/core/foreign/live-secrets';
import { KubernetesError } from '../../../src/core/ports/kubernetes';
import { Log } from '../../../src/ui/log';
import { toUserError } from '../../../src/core/errors/to-user-error';
import { Notifier } from '../../../src/ui/notify';
import { LogChannel } from '../../fakes/log-channel';
import { NotificationWindow } from '../../fakes/notification-window';
import { harmIn, hostileText } from '../../fakes/hostile-text';

/** What was clicked is done once the promises that are there have been kept. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('The notifier', () => {
  let window: NotificationWindow;
  let channel: LogChannel;
  let secrets: LiveSecrets;
  let notifier: Notifier;

  beforeEach(() => {
    window = new NotificationWindow();
    channel = new LogChannel();
    secrets = new LiveSecrets();
    notifier = new Notifier(new Log(channel, secrets), window);
  });

  it('shows no link and nothing unseen, whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const action = { title: text, run: () => undefined };
        notifier.info(text, action);
        notifier.warning([text, text], action);
        notifier.error(text, action);
        notifier.failure(new KubernetesError('other', text));
        await notifier.ask({ question: text, detail: text, answers: [text] });
        await notifier.progress(text, (report) => {
          report(text);
          return Promise.resolve();
        });
      }),
    );
    const shown = [...window.lines, ...channel.lines];
    deepStrictEqual(
      shown.flatMap((line) => harmIn(line) ?? []),
      [],
    );
    ok(window.lines.length >= 600);
  });

  it('keeps the paragraphs of a question, and the lines of each, whatever is in them', async () => {
    const detail = ['first\n\nforged', ['a\nb', 'c']];
    await notifier.ask({ question: 'Really?', detail, answers: [] });
    strictEqual(window.details.at(-1), 'first forged\n\na b\nc');
  });

  it('knows which button was clicked, whatever is written on it', async () => {
    let clicked = '';
    window.click = 1;
    notifier.info('Done.', ...['same', 'same'].map((title, i) => ({ title, run: () => (clicked = `${i}`) })));
    await settled();
    strictEqual(clicked, '1');
    window.click = 0;
    strictEqual(await notifier.ask({ question: '?', detail: '', answers: ['a\u200bb'] }), 'a\u200bb');
  });

  it('shows the gist of what is long, and the log has all of it', () => {
    const long = `the server says ${'no '.repeat(2_000)}at all`;
    const error = new KubernetesError('other', long);
    notifier.failure(error);
    const [shown = ''] = window.lines;
    ok(shown.length < 1_000);
    ok(shown.endsWith(toUserError(error).remedy));
    ok(channel.lines.some((line) => line.includes(long)));
  });

  it('opens all of what is long, line by line and with nothing unseen, where the user asks for it', async () => {
    const opened: string[] = [];
    notifier = new Notifier(new Log(channel, secrets), window, (_title, text) => opened.push(text));
    secrets.hold('opaque-0123456789');
    const rights = Array.from({ length: 400 }, (_, index) => `{APIGroups:["group-${index}"]}`);
    const refusal = ['may not grant\u202e', ...rights, 'opaque-0123456789'].join('\n');
    notifier.failure(new KubernetesError('forbidden', refusal));
    await settled();
    ok(window.lines.includes('Show Details'));
    const [text = ''] = opened;
    const lines = text.split('\n');
    ok(rights.every((right) => lines.includes(right)));
    ok(text.endsWith(toUserError(new KubernetesError('forbidden', refusal)).remedy));
    ok(!/\u202e|opaque/.test(text));
  });

  it('has no details where a notification has room for everything', () => {
    notifier.failure(new KubernetesError('forbidden', 'pods is forbidden'));
    ok(!window.lines.includes('Show Details'));
  });

  it('shows no token that a server sends back', async () => {
    secrets.hold('opaque-0123456789');
    notifier.failure(new KubernetesError('other', 'unknown token opaque-0123456789'));
    await notifier.progress('Looking', (report) => {
      report('opaque-0123456789');
      return Promise.resolve();
    });
    strictEqual(
      [...window.lines, ...channel.lines].find((line) => line.includes('opaque')),
      undefined,
    );
  });
});
