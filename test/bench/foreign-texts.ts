import { performance } from 'node:perf_hooks';
import { encodedPart, withoutEncodedMessage } from '../../src/core/errors/encoded-authorization-message';
import { LiveSecrets } from '../../src/core/foreign/live-secrets';
import { displayText } from '../../src/core/foreign/shown-text';
import { matchFailure } from '../../src/core/cloudformation/failures/match-failure';
import { collectEvidence, NO_DETAILS } from '../../src/core/cloudformation/failures/evidence';
import { LogChannel } from '../fakes/log-channel';
import { Log } from '../../src/ui/log';
import { median, type BenchOptions, type Row } from './row';

/** What keeps patterns busy that go back: each is repeated until the text is long enough. */
const SHAPES: readonly string[] = [
  ...[
    'eyJ-',
    'eyJabcdefghijklmnopqrst.',
    'k8s-aws-v1.',
    'Bearer ',
    'token:  ',
    'secret_access_key',
    'authorization: ',
  ],
  ...[
    '://a:',
    '://a@',
    'HTTP ',
    '-----BEGIN PRIVATE KEY-----',
    'X-Amz-Signature=',
    'IQoJb3JpZ2lu',
    'a',
    ' ',
    '.',
    '@',
  ],
  ...[
    '\u001b]',
    '\u001b[',
    '\u009d',
    '](',
    '\u202e',
    '\n',
    '😀',
    'Code=a, Message=',
    ', ResourceIds=[',
    '(Service: a) ',
  ],
];

const HELD = heldSecrets();
const LOG = new Log(new LogChannel(), HELD);

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'line of the log': (text) => LOG.info(text),
  'message without 20 held secrets': (text) => HELD.conceal(text),
  'text made safe to show': (text) => displayText(text),
  'encoded denial read': (text) => [encodedPart(text), withoutEncodedMessage(text)],
  'cause of a failure recognized': (text) => matchFailure(collectEvidence(text, NO_DETAILS)),
};

/** How long the worst of the shapes holds the extension host up, in 1 MB beside 100 KB: ten times as long is linear. */
export function foreignTexts({ runs }: BenchOptions): Promise<readonly Row[]> {
  return Promise.resolve(
    Object.entries(READERS).map(([name, read]) => ({
      name: `foreign text: ${name}, 1 MB`,
      unit: 'ms' as const,
      value: worst(read, 1_000_000, runs),
      comparedWith: { name: '100 KB', value: worst(read, 100_000, runs) },
    })),
  );
}

function worst(read: (text: string) => unknown, length: number, runs: number): number {
  const times = SHAPES.map((shape) => {
    const text = shape.repeat(Math.ceil(length / shape.length)).slice(0, length);
    return median(Array.from({ length: runs }, () => timeOf(() => read(text))));
  });
  return Math.max(...times);
}

function timeOf(act: () => unknown): number {
  const begun = performance.now();
  act();
  return performance.now() - begun;
}

function heldSecrets(): LiveSecrets {
  const secrets = new LiveSecrets();
  for (let i = 0; i < 20; i++) secrets.hold(`${'a'.repeat(20)}${i}${'b'.repeat(800)}`);
  return secrets;
}
