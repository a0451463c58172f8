import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { LogCursor } from '../../../../src/core/environments/streams/log-cursor';

const at = (time: string, text: string) => `2026-12-01T09:30:${time} ${text}`;
const taken = (cursor: LogCursor, ...lines: readonly string[]) =>
  lines.map((line) => cursor.take(line)).filter((line) => line !== undefined);

describe('A log that is read on', () => {
  it('shows lines without their times', () => {
    const cursor = new LogCursor();
    const lines = [at('00.000000001Z', '  indented'), at('01Z', ''), 'unable to retrieve container logs'];
    deepStrictEqual(taken(cursor, ...lines), ['  indented', '', 'unable to retrieve container logs']);
  });

  it('begins again from the last time, without the lines that were read', () => {
    const cursor = new LogCursor();
    strictEqual(cursor.sinceTime, undefined);
    taken(cursor, at('00.5Z', 'one'), at('00.500000001Z', 'two'), at('00.500000001Z', 'three'));
    strictEqual(cursor.sinceTime, '2026-12-01T09:30:00.500000001Z');
    cursor.resume();
    const again = [
      ...[at('00.5Z', 'one'), at('00.500000001Z', 'two'), at('00.500000001Z', 'three')],
      ...[at('00.500000001Z', 'four'), at('00.6Z', 'five')],
    ];
    deepStrictEqual(taken(cursor, ...again), ['four', 'five']);
  });

  it('knows the same time in another zone', () => {
    const cursor = new LogCursor();
    taken(cursor, at('00Z', 'one'));
    cursor.resume();
    deepStrictEqual(
      taken(cursor, '2026-12-01T10:30:00+01:00 one', '2026-12-01T10:30:00.000000001+01:00 two'),
      ['two'],
    );
  });
});
