import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { ListParser } from '../../../src/kube/list-parser';

/** Whatever a list may have: names of any kind, in which quotes, brackets and `"items":[` are just text. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"items":[', '\\', '\\"', '{', '}]', '"', 'items'),
);
const item = fc.dictionary(text, fc.oneof(fc.jsonValue(), text));
const list = fc.record({
  metadata: fc.record({ continue: text, resourceVersion: text, items: fc.array(item) }),
  kind: text,
  items: fc.option(fc.array(item), { nil: null }),
  annotations: fc.array(text),
});

function takeApart(json: string, size: number) {
  const parser = new ListParser();
  const bytes = Buffer.from(json);
  const items: unknown[] = [];
  for (let at = 0; at < bytes.length; at += size)
    for (const found of parser.add(bytes.subarray(at, at + size))) items.push(JSON.parse(found));
  return { items, rest: JSON.parse(parser.restText) as { items: unknown } };
}

describe('A list that is taken apart while it comes', () => {
  it('has the items and the rest that it has when it is parsed in one go', () =>
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 40 }), fc.boolean(), (value, size, isIndented) => {
        const json = JSON.stringify(value, undefined, isIndented ? 2 : undefined);
        const { items, rest } = takeApart(json, size);
        const expected = JSON.parse(json) as typeof value;
        deepStrictEqual(items, expected.items ?? []);
        deepStrictEqual(rest, { ...expected, items: expected.items && [] });
      }),
    ));

  it('keeps nothing of an item that was given on', () => {
    const parser = new ListParser();
    parser.add(Buffer.from('{"items":['));
    const before = parser.waiting;
    for (let count = 0; count < 100; count++) parser.add(Buffer.from(`{"a":"${'x'.repeat(1000)}"},`));
    ok(parser.waiting <= before, `${parser.waiting} bytes`);
  });
});
