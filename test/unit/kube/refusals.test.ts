import { match, ok, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toUserError } from '../../../src/core/errors/to-user-error';
import type { UserError } from '../../../src/core/errors/user-error';
import { KubernetesError, type KubernetesTarget } from '../../../src/core/ports/kubernetes';
import { portError } from '../../../src/kube/errors';
import { createKubernetes } from '../../../src/kube/index';
import { FakeCallClock } from '../../fakes/call-clock';
import { toCluster } from '../../fakes/network';
import { CannedKubernetes } from './canned-kubernetes';

const never = new AbortController().signal;
const ANSWERS = 'test/fixtures/kubernetes-answers';

/** What kube-apiserver 1.34.2 answered, and what the remedy says of it. */
const REAL: Readonly<Record<string, readonly [status: number, code: string, remedy: RegExp]>> = {
  unauthorized: [401, 'kubernetes-unauthorized', /access entries/],
  forbidden: [403, 'kubernetes-forbidden', /access policy/],
  'not-found': [404, 'kubernetes-not-found', /was deleted/],
  'already-exists': [409, 'kubernetes-exists', /another name/],
  invalid: [422, 'kubernetes-invalid', /what the message names/],
  'bad-request': [400, 'kubernetes-invalid', /what the message names/],
  unsupported: [415, 'kubernetes-refused', /Show Log/],
  'field-conflict': [409, 'kubernetes-field-conflict', /Another tool/],
  'role-ref': [422, 'kubernetes-invalid', /delete the object/],
  quota: [403, 'kubernetes-quota', /ResourceQuota/],
  'pod-security': [403, 'kubernetes-policy', /exception/],
  policy: [422, 'kubernetes-policy', /exception/],
  'webhook-down': [500, 'kubernetes-webhook-failed', /webhook/],
  terminating: [403, 'namespace-terminating', /Wait until/],
  escalation: [403, 'kubernetes-escalation', /cluster-admin rights/],
};

describe('A refusal of Kubernetes', () => {
  let kubernetes: CannedKubernetes;

  before(async () => void (kubernetes = await CannedKubernetes.start()));
  after(() => kubernetes.close());

  async function explained(
    status: number,
    json: unknown,
    target: Partial<KubernetesTarget> = {},
  ): Promise<UserError> {
    kubernetes.answer = () => ({ status, json });
    const connected = createKubernetes(toCluster, new FakeCallClock()).connect({
      ...kubernetes.target(),
      ...target,
    });
    return connected.nodes(never).then(
      () => {
        throw new Error('It should have failed.');
      },
      (error: unknown) => toUserError(error),
    );
  }

  for (const [name, [status, code, remedy]] of Object.entries(REAL))
    it(`says what to do: ${name}`, async () => {
      const json = JSON.parse(readFileSync(join(ANSWERS, `${name}.json`), 'utf8')) as { message: string };
      const error = await explained(status, json);
      strictEqual(error.code, code);
      match(error.remedy, remedy);
      if (status !== 401) ok(error.message.includes(json.message.slice(0, 500)), error.message);
    });

  const busy = (message: string) => ({ kind: 'Status', apiVersion: 'v1', message, reason: 'InternalError' });
  for (const [status, message] of [
    [500, 'etcdserver: leader changed'],
    [429, 'too many requests'],
    [503, 'the server is currently unable to handle the request'],
    [504, 'the server was unable to return a response in the time allotted'],
  ] as const)
    it(`says that the server is busy: ${status} ${message}`, async () => {
      const error = await explained(status, busy(message));
      strictEqual(error.code, 'kubernetes-busy');
      ok(error.message.includes(message));
    });

  it('says that its object was changed in the meantime', async () => {
    for (const [status, reason] of [
      [409, 'Conflict'],
      [410, 'Expired'],
      [410, 'Gone'],
    ] as const)
      strictEqual((await explained(status, { message: 'x', reason })).code, 'kubernetes-changed');
  });

  it('names a webhook that denies as a policy of the cluster', async () => {
    const message = 'admission webhook "v.example.com" denied the request: no';
    for (const status of [400, 403])
      strictEqual((await explained(status, { message, reason: 'Forbidden' })).code, 'kubernetes-policy');
  });

  it('says to wait for what is being deleted, and not to delete it', async () => {
    const message = 'object is being deleted: serviceaccounts "eks-clusters" already exists';
    const error = await explained(409, { message, reason: 'AlreadyExists' });
    strictEqual(error.code, 'kubernetes-being-deleted');
    match(error.remedy, /^Wait until .*finalizers/);
  });

  it('tells credentials that did not arrive from rights that are missing', async () => {
    const message =
      'nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group ""';
    for (const target of [{}, { isUserToken: true } as const]) {
      const error = await explained(403, { message, reason: 'Forbidden' }, target);
      strictEqual(error.code, 'kubernetes-anonymous');
      match(error.remedy, /proxy/);
    }
  });

  it('is no refusal of Kubernetes where a proxy answers with a page', async () => {
    for (const status of [403, 429, 503]) {
      const error = await explained(status, '<html>blocked</html>');
      strictEqual(error.code, 'kubernetes-unknown-answer');
      match(`${error.message} ${error.remedy}`, new RegExp(`HTTP status ${status}.*proxy`));
    }
  });

  it('never speaks of access entries where the cluster was added by its URL', async () => {
    for (const [name, [status]] of Object.entries(REAL)) {
      const json: unknown = JSON.parse(readFileSync(join(ANSWERS, `${name}.json`), 'utf8'));
      const { message, remedy } = await explained(status, json, { isUserToken: true });
      ok(!/access entr|access policy/i.test(message + remedy), remedy);
    }
  });

  it('says that a token has ended, by what the token says', async () => {
    const claims = Buffer.from(JSON.stringify({ exp: 1_700_000_000 })).toString('base64url');
    const token = () => Promise.resolve(`e30.${claims}.sig`);
    const error = await explained(401, {}, { token, isUserToken: true });
    strictEqual(error.message, 'The token that the cluster was added with expired on 2023-11-14 22:13 UTC.');
    match(error.remedy, /new token/);
    const opaque = await explained(401, {}, { isUserToken: true });
    match(opaque.message, /does not accept the token/);
  });

  it('leaves a path that Kubernetes does not serve to be not found', async () => {
    const text = readFileSync(join(ANSWERS, 'unknown-path.txt'), 'utf8');
    strictEqual((await explained(404, text)).code, 'kubernetes-not-found');
  });

  it('is none where the certificate is the reason, and says what is wrong with that', () => {
    const problems = {
      CERT_HAS_EXPIRED: /c\.example has expired.*clock/,
      CERT_NOT_YET_VALID: /not valid yet.*clock/,
      ERR_TLS_CERT_ALTNAME_INVALID: /not valid for c\.example.*the cluster’s address/,
    };
    for (const [code, words] of Object.entries(problems)) {
      const error = portError(Object.assign(new Error('certificate'), { code }), 'c.example');
      const { message, remedy } = toUserError(error);
      match(`${message} ${remedy}`, words);
      ok(error instanceof KubernetesError);
      strictEqual(error.kind, 'unreachable');
    }
  });

  it('of a token that may be another by now is asked again once, with that', async () => {
    for (const status of [401, 403]) {
      let [current, renewed] = ['old', 0];
      kubernetes.requests.length = 0;
      kubernetes.answer = ({ headers }) =>
        headers.authorization === 'Bearer new' ? { json: { items: [] } } : { status, json: {} };
      const target = {
        ...kubernetes.target(() => Promise.resolve(current)),
        renewToken: () => void ([current, renewed] = ['new', renewed + 1]),
      };
      await createKubernetes(toCluster).connect(target).nodes(never);
      strictEqual(renewed, 1);
      strictEqual(kubernetes.requests.length, 2);
    }
  });

  it('stays one where the other token is refused, too', async () => {
    let renewed = 0;
    kubernetes.requests.length = 0;
    await explained(
      401,
      {},
      {
        renewToken: () => {
          renewed++;
        },
      },
    );
    strictEqual(renewed, 1);
    strictEqual(kubernetes.requests.length, 2);
  });
});
