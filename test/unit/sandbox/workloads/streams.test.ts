import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Exec, KubeConfig, Log, PortForward, type V1Status } from '@kubernetes/client-node';
import WebSocket from 'ws';
import { fieldsAt, listAt, type Fields } from '../../../sandbox/kubernetes/objects';
import { startCluster } from '../kubernetes-cluster';
import { container, PODS, WorkloadCluster } from './workload-cluster';

describe('Streams of a simulated cluster', () => {
  let cluster: WorkloadCluster;
  let config: KubeConfig;

  beforeEach(async () => {
    cluster = await WorkloadCluster.start();
    config = new KubeConfig();
    const { endpoint, caData } = cluster.cluster.api;
    config.loadFromClusterAndUser(
      { name: 'demo', server: endpoint, caData, skipTLSVerify: false },
      { name: 'me', token: cluster.cluster.adminToken() },
    );
  });
  afterEach(() => cluster.stop());

  async function run(outcome: string, more: Fields = {}): Promise<void> {
    await cluster.create(PODS, {
      metadata: { name: 'one' },
      spec: { containers: [container(outcome, more)] },
    });
    await cluster.pass(4);
  }

  async function exec(
    command: readonly string[],
    input?: string,
  ): Promise<{ output: string; errors: string; status: V1Status }> {
    const [output, errors, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const read = Promise.all([text(output), text(errors)]);
    const status = await new Promise<V1Status>((resolve, reject) => {
      new Exec(config)
        .exec(
          'default',
          'one',
          'web',
          [...command],
          output,
          errors,
          input === undefined ? null : stdin,
          false,
          resolve,
        )
        .catch(reject);
      stdin.end(input);
    });
    output.end();
    errors.end();
    const [said, complained] = await read;
    return { output: said, errors: complained, status };
  }

  describe('exec', () => {
    it('runs a command and tells its exit code', async () => {
      await run('runs:1', { env: [{ name: 'COLOUR', value: 'green' }] });
      const { output, errors, status } = await exec(['sh', '-c', 'echo $COLOUR; nothing; exit 3']);
      deepEqual([output, errors], ['green\n', 'sh: nothing: not found\n']);
      deepEqual(
        [status.status, status.reason, status.details?.causes?.[0]?.message],
        ['Failure', 'NonZeroExitCode', '3'],
      );
      equal((await exec(['true'])).status.status, 'Success');
    });

    it('reads what is typed until its end', async () => {
      await run('runs:1');
      equal((await exec(['cat'], 'hello')).output, 'hello');
    });

    it('says what is not in the image', async () => {
      await run('runs:1');
      const { status } = await exec(['bash']);
      deepEqual([status.reason, status.code], ['InternalError', 500]);
      match(status.message ?? '', /exec: "bash": executable file not found in \$PATH/);
    });

    it('has a prompt, echoes, and knows the size of the terminal', async () => {
      await run('runs:1');
      const socket = connect('exec?command=sh&stdin=true&stdout=true&tty=true', ['v5.channel.k8s.io']);
      const seen = collect(socket);
      await once(socket, 'open');
      socket.send(Buffer.concat([Buffer.of(4), Buffer.from(JSON.stringify({ Width: 100, Height: 30 }))]));
      socket.send(Buffer.concat([Buffer.of(0), Buffer.from('stty size\rexit 7\r')]));
      await once(socket, 'close');
      equal(seen(1), '$ stty size\r\n30 100\r\n$ exit 7\r\n');
      equal((JSON.parse(seen(3)) as V1Status).details?.causes?.[0]?.message, '7');
    });

    it('is refused where there is no node, or nothing runs', async () => {
      await run('not-found');
      await rejects(
        once(connect('exec?command=sh', ['v5.channel.k8s.io']), 'open'),
        /Unexpected server response: 500/,
      );
      await cluster.create(PODS, {
        metadata: { name: 'homeless' },
        spec: { nodeSelector: { none: 'such' }, containers: [container('runs:1')] },
      });
      await rejects(
        once(connect('exec?command=sh', ['v5.channel.k8s.io'], 'homeless'), 'open'),
        /Unexpected server response: 400/,
      );
    });
  });

  it('an older server closes no channels: it takes version 4 alone', async () => {
    const old = await startCluster('1.29');
    old.api.addNode('node', { ready: true, labels: {}, taints: [] });
    await old.call(PODS, {
      method: 'POST',
      body: { metadata: { name: 'one' }, spec: { containers: [container('runs:1')] } },
    });
    await old.clock.advance(4000);
    const socket = new WebSocket(
      `${old.api.endpoint}${PODS}/one/exec?command=true&stdout=true`,
      ['v5.channel.k8s.io', 'v4.channel.k8s.io'],
      { ca: Buffer.from(old.api.caData, 'base64'), headers: { authorization: `Bearer ${old.adminToken()}` } },
    );
    await once(socket, 'open');
    equal(socket.protocol, 'v4.channel.k8s.io');
    await once(socket, 'close');
    await old.stop();
  });

  describe('log', () => {
    const read = async (query: string): Promise<unknown> =>
      (await cluster.cluster.call(`${PODS}/one/log${query}`)).body.text;

    it('shows what a container has written, or a part of it', async () => {
      await run('done', { name: 'web' });
      equal(await read(''), 'Done\n');
      await cluster.change(`${PODS}/one`, { metadata: { labels: { seen: 'yes' } } });
      match(String(await read('?timestamps=true')), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z Done\n$/);
      equal(await read('?tailLines=0'), '');
      equal(await read('?limitBytes=2'), 'Do');
      await cluster.pass(200);
      equal(await read('?sinceSeconds=1'), '');
    });

    it('shows that of the run before', async () => {
      await run('crash:1');
      equal(await read('?previous=true'), 'Starting\nError: DATABASE_URL is not set\n');
    });

    it('says what it waits for where nothing has run', async () => {
      await run('not-found');
      const { code, body } = await cluster.cluster.call(`${PODS}/one/log`);
      deepEqual(
        [code, body.message],
        [400, 'container "web" in pod "one" is waiting to start: trying and failing to pull image'],
      );
    });

    it('follows a container to its end', async () => {
      await run('ignores-term');
      const output = new PassThrough();
      const all = text(output);
      await new Log(config).log('default', 'one', 'web', output, { follow: true });
      await cluster.cluster.call(`${PODS}/one?gracePeriodSeconds=5`, { method: 'DELETE' });
      await cluster.pass(10);
      equal(await all, 'Listening on port 8080\n');
    });
  });

  it('portforward reaches the port on which a container listens', async () => {
    await run('runs:1');
    const [output, errors, input] = [new PassThrough(), new PassThrough(), new PassThrough()];
    await new PortForward(config).portForward('default', 'one', [8080], output, errors, input);
    input.write('GET / HTTP/1.1\r\nhost: one\r\nconnection: close\r\n\r\n');
    let answer = '';
    for await (const chunk of output) if ((answer += String(chunk)).includes('Hello from one')) break;
    match(answer, /^HTTP\/1\.1 200 OK/);
  });

  it('portforward says on its other channel that nothing listens', async () => {
    await run('listens-on:3000');
    const socket = connect('portforward?ports=8080', ['v4.channel.k8s.io']);
    const seen = collect(socket);
    await once(socket, 'close');
    match(seen(1).slice(2), /^error forwarding port 8080 .* connect: connection refused/);
  });

  it('a debug container joins a pod that runs, and is a shell that one attaches to', async () => {
    await run('no-shell');
    const debug = { name: 'debugger', image: 'busybox', stdin: true, tty: true, targetContainerName: 'web' };
    const { code, body } = await cluster.cluster.call(`${PODS}/one/ephemeralcontainers`, {
      method: 'PATCH',
      contentType: 'application/strategic-merge-patch+json',
      body: { spec: { ephemeralContainers: [debug] } },
    });
    deepEqual([code, body.kind], [200, 'Pod']);
    await cluster.pass(3);
    const [status = {}] = listAt(
      fieldsAt(await cluster.read(`${PODS}/one`), 'status'),
      'ephemeralContainerStatuses',
    );
    equal('running' in fieldsAt(status, 'state'), true);
    const socket = connect('attach?container=debugger&stdin=true&stdout=true&tty=true', [
      'v5.channel.k8s.io',
    ]);
    const seen = collect(socket);
    await once(socket, 'open');
    socket.send(Buffer.concat([Buffer.of(0), Buffer.from('exit 0\r')]));
    await once(socket, 'close');
    match(seen(1), /^\$ exit 0/);
  });

  function connect(path: string, protocols: string[], pod = 'one'): WebSocket {
    const { endpoint, caData } = cluster.cluster.api;
    return new WebSocket(`${endpoint}${PODS}/${pod}/${path}`, protocols, {
      ca: Buffer.from(caData, 'base64'),
      headers: { authorization: `Bearer ${cluster.cluster.adminToken()}` },
    });
  }
});

/** What has come on each channel. */
function collect(socket: WebSocket): (channel: number) => string {
  const seen = new Map<number, string>();
  socket.on('message', (data: Buffer) => {
    const [channel = 0] = data;
    seen.set(channel, (seen.get(channel) ?? '') + data.subarray(1).toString());
  });
  return (channel) => seen.get(channel) ?? '';
}
