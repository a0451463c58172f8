import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { clientSettings } from '../../../src/aws/client-settings';
import { provisionSession } from '../../../src/aws/session';
import { toUserError } from '../../../src/core/errors/to-user-error';
import type { ProvisionSession } from '../../../src/core/ports/aws';
import type { HttpAnswer, SendHttp } from '../../../src/core/ports/http';
import { SESSION_ROLE } from './canned-aws';
import { endpointsIn } from './environment';

const never = new AbortController().signal;
const STACK = 'arn:aws:cloudformation:eu-central-1:222222222222:stack/eks-clusters-demo/1';

/** Every list of AWS that the extension reads. */
const LISTS: Readonly<Record<string, (session: ProvisionSession, signal: AbortSignal) => Promise<unknown>>> =
  {
    'Kubernetes versions': ({ options }, signal) => options.kubernetesVersions(signal),
    'service roles': ({ options }, signal) => options.serviceRoles(signal),
    VPCs: ({ options }, signal) => options.vpcs(signal),
    subnets: ({ options }, signal) => options.subnets('vpc-1', signal),
    'security groups': ({ options }, signal) => options.securityGroups('vpc-1', signal),
    'instance types': ({ options }, signal) => options.instanceTypes(signal),
    'zones of a type': (session, signal) => session.zonesOffering('t3.large', signal),
    clusters: ({ clusters }, signal) => clusters.list(signal),
    'add-ons': ({ clusters }, signal) => clusters.addOns('demo', signal),
    'service-linked roles': (session, signal) => session.serviceLinkedRoles(signal),
    'policies of a role': (session, signal) => session.role('eks', signal),
    'simulated permissions': ({ permissions }, signal) =>
      permissions.simulate({ roleArn: 'arn', actions: ['a:b'], resources: ['*'], context: {} }, signal),
    'stack events': ({ stacks }, signal) => stacks.events(STACK, () => false, signal),
    'validation failures': ({ stacks }, signal) => stacks.validationFailures(STACK, signal),
  };

/** AWS whose lists always name another page. */
function endlessAws(token: () => string) {
  const asked: string[] = [];
  const send: SendHttp = ({ url, headers, body }, { signal }) => {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    const action = new URLSearchParams(String(body)).get('Action') ?? url.pathname;
    asked.push(action);
    const isJson = headers['content-type'] !== 'application/x-www-form-urlencoded';
    return Promise.resolve(isJson ? jsonPage(token()) : xmlPage(action, token()));
  };
  const credentials = () => Promise.resolve({ accessKeyId: 'AKIA', secretAccessKey: 'secret' });
  const settings = clientSettings(
    { region: 'eu-central-1', credentials, endpoint: endpointsIn({}) },
    { send, log: () => undefined },
  );
  return { asked, session: provisionSession(SESSION_ROLE, settings) };
}

function jsonPage(nextToken: string): HttpAnswer {
  const body = Buffer.from(JSON.stringify({ nextToken }));
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

/** In the form of IAM and CloudFormation, and in that of EC2. */
function xmlPage(action: string, token: string): HttpAnswer {
  const result = `<NextToken>${token}</NextToken><Marker>${token}</Marker><IsTruncated>true</IsTruncated>`;
  const xml = `<${action}Response><nextToken>${token}</nextToken><${action}Result>${result}</${action}Result></${action}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(xml) };
}

describe('A list of AWS that does not end', () => {
  for (const [what, list] of Object.entries(LISTS))
    it(`is given up where it repeats a page: ${what}`, async () => {
      const { asked, session } = endlessAws(() => 'same');
      await rejects(list(session, never), (error) => toUserError(error).code === 'list-endless');
      ok(asked.length <= 8, asked.join());
    });

  it('is given up where every page is another', async () => {
    let pages = 0;
    const { asked, session } = endlessAws(() => `${++pages}`);
    const failure: unknown = await session.clusters.list(never).catch((error: unknown) => error);
    match(
      toUserError(failure).message,
      /^AWS returned a list without an end\. Reading stopped after 500 pages\.$/,
    );
    strictEqual(asked.length, 500);
  });

  it('is read no further once it is not needed', async () => {
    const stop = new AbortController();
    const reason = new Error('collapsed');
    let pages = 0;
    const { asked, session } = endlessAws(() => {
      if (++pages === 3) stop.abort(reason);
      return `${pages}`;
    });
    await rejects(session.clusters.list(stop.signal), reason);
    await new Promise(setImmediate);
    const { length } = asked;
    await new Promise(setImmediate);
    deepStrictEqual([length, asked.length], [3, 3]);
  });
});
