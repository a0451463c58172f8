import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import * as fc from 'fast-check';
import { EMPTY_DRAFT, type Draft } from '../../../src/core/cluster-form/draft';
import { createHost } from '../../../src/protocol/host';
import type { Handlers, HostMessage } from '../../../src/protocol/rpc';
import { toErrorReport } from '../../../src/protocol/error-report';

const TEN_MEGABYTES = 'x'.repeat(10 * 1024 * 1024);
const DRAFT: Draft = { ...EMPTY_DRAFT, name: 'shop' };

const REQUESTS = [
  ...['open', 'identify', 'suggestRegions', 'authenticate', 'listKubernetesVersions', 'listServiceRoles'],
  ...[
    'listKeyPairs',
    'listVpcs',
    'listClusters',
    'listSubnets',
    'listSecurityGroups',
    'listInstanceTypes',
    'saveDraft',
  ],
  ...['checkAgain', 'create', 'review', 'leaveOperation', 'copy', 'run'],
];

/** A host that writes down all that is done, said and reported. */
class Host {
  readonly done: string[] = [];
  readonly said: HostMessage[] = [];
  readonly reports: string[] = [];
  readonly receive = createHost({
    handlers: Object.fromEntries(
      REQUESTS.map((name) => [name, () => Promise.resolve(void this.done.push(name))]),
    ) as unknown as Handlers,
    post: (message) => void this.said.push(message),
    toErrorReport,
    report: (what) => void this.reports.push(what),
    signal: new AbortController().signal,
  });
}

/** Own keys as a structured clone has them: a literal would set the prototype instead. */
function withKey(object: object, key: string): object {
  return JSON.parse(JSON.stringify({ ...object, KEY: {} }).replace('"KEY"', JSON.stringify(key))) as object;
}

const CANNOT_BE_ANSWERED: Readonly<Record<string, unknown>> = {
  nothing: null,
  'a number': 7,
  'text of 10 MB': TEN_MEGABYTES,
  'a list': [],
  'an object without an id': { type: 'request', name: 'open', params: {} },
  'an id that is text': { type: 'request', id: '1', name: 'open', params: {} },
  'an id that is no number': { type: 'request', id: Number.NaN, name: 'open', params: {} },
  'a message of another type': { type: 'result', id: 1, result: {} },
};

const REFUSED: Readonly<Record<string, readonly [name: unknown, params: unknown]>> = {
  'an unknown request': ['shutDown', {}],
  'a method of every object': ['toString', {}],
  'the prototype': ['__proto__', {}],
  'a name that is no text': [{ toString: 'open' }, {}],
  'no params': ['open', undefined],
  'params that are a list': ['open', []],
  'params where there are none': ['listVpcs', { region: 'us-east-1' }],
  'params that lack one': ['authenticate', { roleArn: 'arn' }],
  'a VPC that is a list': ['listSubnets', { vpcId: ['vpc-1'] }],
  'a VPC of 10 MB': ['listSubnets', { vpcId: TEN_MEGABYTES }],
  'an unknown command': ['run', { command: 'workbench.action.quit' }],
  'a command of every object': ['run', { command: 'constructor' }],
  'an unknown identifier': ['copy', { what: 'secretAccessKey' }],
  'an unknown review': ['review', { draft: DRAFT, what: 'everything' }],
  'red checks without end': [
    'create',
    { draft: DRAFT, acceptedChecks: Array.from({ length: 1000 }, () => 'vpc') },
  ],
  'a draft that is none': ['saveDraft', { draft: 'shop' }],
  'a draft with a key more': ['create', { draft: { ...DRAFT, owner: 'me' }, acceptedChecks: [] }],
  'a draft with a key of the prototype': [
    'create',
    { draft: withKey(DRAFT, '__proto__'), acceptedChecks: [] },
  ],
  'a draft with a key that every object has': [
    'create',
    { draft: { ...DRAFT, toString: 'x' }, acceptedChecks: [] },
  ],
  'a draft whose keys are inherited': ['saveDraft', { draft: Object.create(DRAFT) as object }],
  'a draft with a key less': ['saveDraft', { draft: { name: 'shop' } }],
  'a draft with a number for a text': ['saveDraft', { draft: { ...DRAFT, nodeCount: 3 } }],
  'a draft with an unknown compute': ['saveDraft', { draft: { ...DRAFT, compute: 'mainframe' } }],
  'a draft with a name of 10 MB': ['saveDraft', { draft: { ...DRAFT, name: TEN_MEGABYTES } }],
  'a draft with 10,000 subnets': [
    'saveDraft',
    { draft: { ...DRAFT, subnetIds: Array.from({ length: 10_000 }, (_, i) => `subnet-${i}`) } },
  ],
};

describe('A message that the form would never send', () => {
  for (const [what, message] of Object.entries(CANNOT_BE_ANSWERED)) {
    it(`is reported, and nothing is done: ${what}`, async () => {
      const host = new Host();
      await host.receive(message);
      deepStrictEqual([host.done, host.said, host.reports], [[], [], ['no request']]);
    });
  }

  for (const [what, [name, params]] of Object.entries(REFUSED)) {
    it(`is answered with an error, and nothing is done: ${what}`, async () => {
      const host = new Host();
      await host.receive({ type: 'request', id: 7, name, params });
      deepStrictEqual(host.done, []);
      const [answer] = host.said;
      ok(host.said.length === 1 && answer?.type === 'error');
      deepStrictEqual([answer.id, answer.error.code], [7, 'message-invalid']);
      match(answer.error.remedy, /^Nothing was changed\./);
      strictEqual(host.reports.length, 1);
      ok(`${host.reports[0]}${answer.error.message}`.length < 300, 'its content is not repeated');
    });
  }

  it('leaves the host as it was', async () => {
    const host = new Host();
    for (const message of Object.values(CANNOT_BE_ANSWERED)) await host.receive(message);
    await host.receive({
      type: 'request',
      id: 8,
      name: 'create',
      params: { draft: DRAFT, acceptedChecks: [] },
    });
    deepStrictEqual([host.done, host.said], [['create'], [{ type: 'result', id: 8, result: undefined }]]);
  });

  it('is never more than one answer, whatever it holds', async () => {
    const anyName = fc.oneof(fc.constantFrom(...REQUESTS), fc.string());
    const message = fc.record({
      type: fc.constant('request'),
      id: fc.integer(),
      name: anyName,
      params: fc.anything(),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(message, fc.anything()), async (anything) => {
        const host = new Host();
        await host.receive(anything);
        ok(host.said.length <= 1);
        strictEqual(host.done.length + host.reports.length, 1);
      }),
    );
  });
});
