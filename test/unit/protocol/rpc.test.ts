import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { userError } from '../../../src/core/errors/catalogue';
import { createHost } from '../../../src/protocol/host';
import { FormClient, type Handlers, type HostMessage, type RequestMessage } from '../../../src/protocol/rpc';
import { toErrorReport } from '../../../src/protocol/error-report';

const { signal } = new AbortController();

/** A form and a host that talk to each other, and all that the host has said. */
function connected(handlers: Partial<Handlers>, closed = signal) {
  const said: HostMessage[] = [];
  const client: FormClient = new FormClient((message) => void receive(message));
  const post = (message: HostMessage) => {
    said.push(message);
    client.receive(message);
  };
  const reports: string[] = [];
  const report = (what: string) => void reports.push(what);
  const receive = createHost({
    handlers: handlers as Handlers,
    post,
    toErrorReport,
    report,
    signal: closed,
  });
  return { client, said, receive, reports };
}

describe('Form and host', () => {
  it('match each answer to its request, in whatever order they come', async () => {
    let first: (vpcs: []) => void = () => undefined;
    const { client } = connected({
      listVpcs: () => new Promise((resolve) => (first = resolve)),
      suggestRegions: () => Promise.resolve(['eu-central-1']),
    });
    const vpcs = client.request('listVpcs', {});
    deepStrictEqual(await client.request('suggestRegions', {}), ['eu-central-1']);
    first([]);
    deepStrictEqual(await vpcs, []);
  });

  it('answer each request exactly once, with the error in the catalogue’s words', async () => {
    const { client, said } = connected({
      listVpcs: () => Promise.reject(userError('region-disabled', { region: 'ap-east-1', accountId: '1' })),
    });
    await rejects(client.request('listVpcs', {}), {
      name: 'RequestError',
      message: /ap-east-1 is not enabled/,
    });
    strictEqual(said.length, 1);
    strictEqual(said[0]?.type === 'error' && said[0].error.field, 'region');
  });

  it('never show a stack trace', async () => {
    const { client, said } = connected({
      listVpcs: () => Promise.reject(new TypeError('x is not a function')),
    });
    await rejects(client.request('listVpcs', {}));
    strictEqual(JSON.stringify(said).includes('at '), false);
  });

  it('say nothing to a form that was closed meanwhile', async () => {
    const closing = new AbortController();
    const { receive, said } = connected({ suggestRegions: () => Promise.resolve([]) }, closing.signal);
    const request: RequestMessage = { type: 'request', id: 1, name: 'suggestRegions', params: {} };
    closing.abort();
    await receive(request);
    deepStrictEqual(said, []);
  });
});
