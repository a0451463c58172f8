import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { probeProblem } from '../../../src/core/add-cluster/probe-problem';
import type { Probe } from '../../../src/core/ports/kubernetes';
import { createKubernetes } from '../../../src/kube/index';
import { issueCertificates, type ServerCertificates } from '../../sandbox/kubernetes/certificates';
import { toCluster } from '../../fakes/network';

const never = new AbortController().signal;

/** What stands at the other end of an API URL. */
class Host {
  tokens: (string | undefined)[] = [];
  answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;

  private constructor(
    readonly server: Server,
    private readonly certificates: ServerCertificates,
  ) {}

  static async start(certificates?: ServerCertificates): Promise<Host> {
    const issued = certificates ?? (await issueCertificates(Date.now()));
    const server = createServer({ cert: issued.certificate, key: issued.privateKey });
    const host = new Host(server, issued);
    server.on('request', (request, response) => {
      host.tokens.push(request.headers.authorization);
      host.answer(request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return host;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  probe(options: { ca?: string; endpoint?: string } = {}): Promise<Probe> {
    const { ca = this.certificates.ca, endpoint = `https://127.0.0.1:${this.port}` } = options;
    const certificateAuthority = Buffer.from(ca).toString('base64');
    return createKubernetes(toCluster).probe(
      { endpoint, certificateAuthority, token: () => Promise.resolve('t0ken') },
      never,
    );
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((stopped) => this.server.close(() => stopped()));
  }
}

const json = (status: number, body: unknown) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

describe('What is at the other end of an API URL', () => {
  let host: Host;
  before(async () => void (host = await Host.start()));
  after(() => host.stop());
  beforeEach(() => void (host.tokens = []));

  const says = (probe: Probe) => {
    const problem = probeProblem(probe, 'cluster.example');
    return problem ? `${problem.message} ${problem.remedy}` : 'fine';
  };

  it('is Kubernetes, where it says which', async () => {
    host.answer = json(200, { major: '1', minor: '33', gitVersion: 'v1.33.1' });
    deepStrictEqual(await host.probe(), { kind: 'kubernetes', version: 'v1.33.1' });
    deepStrictEqual(host.tokens, ['Bearer t0ken']);
  });

  it('is Kubernetes, too, where the token may not read the version', async () => {
    host.answer = json(403, { kind: 'Status', message: 'forbidden' });
    strictEqual(says(await host.probe()), 'fine');
  });

  it('does not know the token', async () => {
    host.answer = json(401, { kind: 'Status', message: 'Unauthorized' });
    match(says(await host.probe()), /^The cluster does not accept the token\./);
  });

  it('is something else, which answers HTML', async () => {
    host.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Dashboard</h1>');
    };
    match(
      says(await host.probe()),
      /^cluster\.example responds, but not like a Kubernetes API: HTTP 200, text\/html\. Enter the URL/,
    );
  });

  it('is something else, which answers without end: it is not read to its end', async () => {
    host.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const write = () =>
        !response.destroyed && response.write('x'.repeat(65_536), () => setImmediate(write));
      write();
    };
    match(
      says(await host.probe()),
      /^The answer from cluster\.example cannot be used: it is larger than 16 KB\./,
    );
  });

  it('is another’s, whose certificate another CA issued: it never sees the token', async () => {
    const { ca } = await issueCertificates(Date.now());
    match(says(await host.probe({ ca })), /^The certificate of cluster\.example was not issued by this CA\./);
    deepStrictEqual(host.tokens, []);
  });

  it('does not speak TLS', async () => {
    const plain = createPlainServer((_, response) => response.end('hello'));
    await new Promise<void>((listening) => plain.listen(0, '127.0.0.1', listening));
    const { port } = plain.address() as AddressInfo;
    const probe = await host.probe({ endpoint: `https://127.0.0.1:${port}` });
    plain.close();
    match(says(probe), /^cluster\.example does not speak TLS\./);
  });

  it('does not answer', async () => {
    const gone = await Host.start();
    await gone.stop();
    const endpoint = 'https://127.0.0.1:1';
    match(says(await host.probe({ endpoint })), /^Could not connect to cluster\.example\./);
  });

  it('has a name that DNS does not know', () =>
    match(says({ kind: 'unreachable', code: 'ENOTFOUND', detail: '' }), /could not be resolved\..*VPN/));

  it('has a name that the certificate is not for: it never sees the token', async () => {
    const other = await Host.start(await issueCertificates(Date.now(), 'other.example'));
    const probe = await other.probe({ endpoint: `https://localhost:${other.port}` });
    await other.stop();
    match(says(probe), /^The server’s certificate is not valid for cluster\.example\..*other\.example/);
    deepStrictEqual(other.tokens, []);
  });

  it('does not answer in time', () =>
    match(
      says({ kind: 'unreachable', code: 'ETIMEDOUT', detail: '' }),
      /did not respond in time\..*firewall/,
    ));

  it('is told in Node’s words where we have none', () =>
    match(
      says({ kind: 'unreachable', code: 'EWHATEVER', detail: 'whatever' }),
      /cannot be reached: whatever/,
    ));
});
