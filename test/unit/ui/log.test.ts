import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { LiveSecrets } from '../../../src/core/foreign/live-secrets';
import { Log } from '../../../src/ui/log';
import { LogChannel } from '../../fakes/log-channel';
import { harmIn, hostileText } from '../../fakes/hostile-text';

describe('The log', () => {
  const channel = new LogChannel();
  const log = new Log(channel, new LiveSecrets());
  beforeEach(() => (channel.records.length = 0));

  it('has no links, colors or unseen characters, whatever is written to it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        log.info(text);
        log.warn(text);
        log.error(new Error(text, { cause: text }));
      }),
    );
    deepStrictEqual(
      channel.lines.flatMap((line) => harmIn(line) ?? []),
      [],
    );
  });

  it('keeps a line of somebody else one line', () => {
    log.info('reason: x\n2026-11-30 10:00:00.000 [info] Cluster demo is ready.');
    strictEqual(channel.lines.length, 1);
  });

  it('has the stack of an error, and no line of its message pretends to be part of it', () => {
    log.error(new Error('refused\n    at https://evil.example\n2026-11-30 [info] fine'));
    const [first = '', second = ''] = channel.lines;
    strictEqual(first, 'Error: refused     at https://evil.example 2026-11-30 [info] fine');
    ok(second.startsWith('at '));
    ok(second.includes('log.test.ts'));
  });

  it('follows causes, also where they lead in a circle', () => {
    const outer = new Error('outer');
    outer.cause = new Error('inner', { cause: outer });
    log.error(outer);
    ok(channel.lines.includes('Caused by: Error: inner'));
    ok(channel.lines.length < 500);
  });

  it('bounds what it is given', () => {
    log.info('a'.repeat(1_000_000));
    ok((channel.records[0] ?? '').length < 40_000);
  });
});
