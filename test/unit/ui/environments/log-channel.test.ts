import { deepStrictEqual, ok } from 'node:assert/strict';
import { LogChannel, type OutputChannel } from '../../../../src/ui/environments/log-channel';

class FakeChannel implements OutputChannel {
  text = '';
  isShown = false;
  show(): void {
    this.isShown = true;
  }
  dispose(): void {
    this.clear();
  }
  append(text: string): void {
    this.text += text;
  }
  replace(text: string): void {
    this.text = text;
  }
  clear(): void {
    this.text = '';
  }
}

describe('The channel of logs', () => {
  it('has the lines, and sentences of ours between them', () => {
    const channel = new FakeChannel();
    const log = new LogChannel(channel);
    log.lines(['[web-1/web] one', '[web-1/web] two']);
    log.note('Pod web-1 is gone.');
    log.show();
    ok(channel.isShown);
    deepStrictEqual(channel.text.split('\n'), [
      '[web-1/web] one',
      '[web-1/web] two',
      '── Pod web-1 is gone.',
      '',
    ]);
  });

  it('stays bounded, and says that there was more', () => {
    const channel = new FakeChannel();
    const log = new LogChannel(channel);
    const line = 'x'.repeat(64 * 1024);
    for (let megabyte = 0; megabyte < 100; megabyte++) log.lines(Array.from({ length: 16 }, () => line));
    ok(channel.text.length <= 17 * 1024 ** 2);
    ok(channel.text.startsWith('── Earlier lines were removed.\n'));
  });
});
