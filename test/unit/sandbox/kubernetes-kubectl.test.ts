import { strict as assert } from 'node:assert';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SimulatedClock } from '../../sandbox/clock';
import { startRunningCluster, type TestCluster } from './kubernetes-cluster';

const run = promisify(execFile);

const MANIFEST = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { colour: green }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: nginx }] }
`;

const BACKUPS = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: backups.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: backups, singular: backup, kind: Backup, listKind: BackupList }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties: { keep: { type: integer, description: How many to keep. } }
`;

describe('The simulated Kubernetes API, used with kubectl', () => {
  let cluster: TestCluster<SimulatedClock>;
  let folder: string;

  before(async function () {
    if (spawnSync('kubectl', ['version', '--client']).error) return this.skip();
    cluster = await startRunningCluster(20);
    folder = await mkdtemp(join(tmpdir(), 'eks-kubectl-'));
    await writeFile(join(folder, 'manifest.yaml'), MANIFEST);
    await writeFile(join(folder, 'kubeconfig'), kubeconfig(cluster, cluster.adminToken()), { mode: 0o600 });
  });

  after(async () => {
    // Neither exists where kubectl does not.
    await (cluster as TestCluster<SimulatedClock> | undefined)?.stop();
    if ((folder as string | undefined) !== undefined) await rm(folder, { recursive: true });
  });

  async function kubectl(...words: string[]): Promise<string> {
    const env = { PATH: process.env.PATH, HOME: folder, KUBECONFIG: join(folder, 'kubeconfig') };
    const { stdout } = await run('kubectl', words, { env, cwd: folder });
    return stdout.replace(/ +/g, ' ').trim();
  }

  it('lists namespaces with their status', async () => {
    const lines = (await kubectl('get', 'namespaces')).split('\n');
    assert.equal(lines[0], 'NAME STATUS AGE');
    assert.match(lines[1] ?? '', /^default Active \d+s$/);
    assert.equal(lines.length, 5);
  });

  it('lists nodes as they become ready', async () => {
    cluster.api.addNode('ip-10-0-1-7.ec2.internal', {
      ready: false,
      taints: [],
      labels: { 'eks.amazonaws.com/nodegroup': 'workers', 'topology.kubernetes.io/zone': 'us-east-1a' },
    });
    assert.match(
      await kubectl('get', 'nodes', '-L', 'topology.kubernetes.io/zone'),
      /internal NotReady <none> \d+s v1\.35\S* us-east-1a/,
    );
    cluster.api.setNodeReady('ip-10-0-1-7.ec2.internal');
    assert.equal(
      await kubectl('wait', '--for=condition=Ready', 'node', '--all', '--timeout=10s'),
      'node/ip-10-0-1-7.ec2.internal condition met',
    );
  });

  it('applies a manifest, twice, and changes it', async () => {
    assert.equal(
      await kubectl('apply', '-f', 'manifest.yaml'),
      'namespace/shop created\nconfigmap/settings created\ndeployment.apps/web created',
    );
    assert.equal(
      await kubectl('apply', '-f', 'manifest.yaml'),
      'namespace/shop unchanged\nconfigmap/settings unchanged\ndeployment.apps/web unchanged',
    );
    await writeFile(join(folder, 'manifest.yaml'), MANIFEST.replace('green', 'blue'));
    assert.match(await kubectl('apply', '-f', 'manifest.yaml'), /configmap\/settings configured/);
    assert.equal(
      await kubectl('get', 'configmap', 'settings', '-n', 'shop', '-o', 'jsonpath={.data.colour}'),
      'blue',
    );
  });

  it('applies on the server too', async () => {
    assert.match(
      await kubectl('apply', '--server-side', '--force-conflicts', '-f', 'manifest.yaml'),
      /deployment\.apps\/web serverside-applied/,
    );
  });

  it('explains fields, and those of custom resources', async () => {
    assert.match(await kubectl('explain', 'deployment.spec.replicas'), /FIELD: replicas <integer>/);
    const secondVersion = await kubectl('explain', 'storageclass', '--output=plaintext-openapiv2');
    assert.match(secondVersion, /RESOURCE: storageclasses|KIND: StorageClass/);

    await writeFile(join(folder, 'crd.yaml'), BACKUPS);
    await kubectl('apply', '-f', 'crd.yaml');
    await kubectl('wait', '--for=condition=established', 'crd/backups.example.com', '--timeout=10s');
    assert.match(await kubectl('explain', 'backup.spec.keep'), /How many to keep\./);
  });

  it('checks a manifest without sending it', async () => {
    const created = await kubectl('create', '--dry-run=client', '--validate=true', '-f', 'manifest.yaml');
    assert.match(created, /deployment\.apps\/web created \(dry run\)/);
  });

  it('refuses what kubectl refuses, and changes what kubectl changes', async () => {
    await writeFile(join(folder, 'typo.yaml'), MANIFEST.replace('image: nginx', 'imagee: nginx'));
    await assert.rejects(kubectl('apply', '-f', 'typo.yaml'), /unknown field .*containers\[0\]\.imagee/);

    const web = ['-n', 'shop', 'deployment/web'];
    await kubectl('set', 'env', ...web, 'COLOUR=green');
    await kubectl('set', 'image', ...web, 'web=nginx:1.29');
    const path = '/spec/template/spec/containers/0/env/0/value';
    const operations = JSON.stringify([{ op: 'replace', path, value: 'blue' }]);
    await kubectl('patch', ...web, '--type=json', '-p', operations);
    const container =
      '{.spec.template.spec.containers[0].image} {.spec.template.spec.containers[0].env[0].value}';
    assert.equal(await kubectl('get', ...web, '-o', `jsonpath=${container}`), 'nginx:1.29 blue');

    const image = ['get', ...web, '-o', 'jsonpath={.spec.template.spec.containers[0].image}'];
    await kubectl('set', 'image', ...web, 'web=nginx:broken');
    assert.match(await kubectl('rollout', 'undo', ...web), /deployment\.apps\/web rolled back/);
    assert.equal(await kubectl(...image), 'nginx:1.29');

    await kubectl('label', ...web, 'tier=front');
    await assert.rejects(kubectl('label', ...web, 'tier=a b', '--overwrite'), /a valid label must be/);
  });

  it('says who one is and what one may do', async () => {
    assert.match(await kubectl('auth', 'whoami'), /assumed-role\/Admin\/ann-example\.com/);
    assert.equal(await kubectl('auth', 'can-i', 'create', 'clusterrolebindings'), 'yes');
  });

  it('makes service accounts and tokens that kubectl can use', async () => {
    await kubectl('create', 'serviceaccount', 'robot', '-n', 'kube-system');
    const token = await kubectl('create', 'token', 'robot', '-n', 'kube-system', '--duration=1h');
    const asRobot = ['--kubeconfig', join(folder, 'robot')];
    await writeFile(join(folder, 'robot'), kubeconfig(cluster, token));
    await assert.rejects(kubectl('auth', 'can-i', 'list', 'nodes', ...asRobot), { stdout: 'no\n' });

    const role = ['--clusterrole=cluster-admin', '--serviceaccount=kube-system:robot'];
    await kubectl('create', 'clusterrolebinding', 'robot', ...role);
    assert.equal(await kubectl('auth', 'can-i', 'list', 'nodes', ...asRobot), 'yes');
    assert.match(await kubectl('get', 'nodes', '-o', 'name', ...asRobot), /^node\//);
  });

  it('makes workloads and services that kubectl sends as protobuf', async () => {
    await kubectl('create', 'deployment', 'made', '--image=nginx', '--replicas=2', '--port=80');
    const made = '{.spec.replicas} {.spec.template.spec.containers[0].ports[0].containerPort}';
    assert.equal(await kubectl('get', 'deployment', 'made', '-o', `jsonpath=${made}`), '2 80');
    await kubectl('create', 'job', 'once', '--image=busybox', '--', 'true');
    await kubectl('create', 'cronjob', 'often', '--image=busybox', '--schedule=* * * * *', '--', 'true');
    await kubectl('create', 'service', 'clusterip', 'made', '--tcp=80:8080');
    const port = 'jsonpath={.spec.ports[0].targetPort}';
    assert.equal(await kubectl('get', 'service', 'made', '-o', port), '8080');
  });

  it('deletes a deployment, with what it owns or without', async () => {
    const sets = ['get', 'replicasets', '-n', 'shop', '-o', 'name'];
    assert.match(await kubectl(...sets), /^replicaset\.apps\/web-/);
    await kubectl('delete', 'deployment/web', '-n', 'shop', '--cascade=orphan');
    assert.match(await kubectl(...sets), /^replicaset\.apps\/web-/);
    await kubectl('delete', 'replicasets', '--all', '-n', 'shop');
    await kubectl('apply', '-f', 'manifest.yaml');
    await kubectl('delete', 'deployment/web', '-n', 'shop', '--cascade=foreground');
    assert.equal(await kubectl(...sets), '');
  });

  it('deletes a namespace with what is in it, and waits for that', async () => {
    assert.equal(await kubectl('delete', 'namespace', 'shop'), 'namespace "shop" deleted');
    assert.equal(cluster.api.store.contents('shop').length, 0);
  });
});

function kubeconfig({ api }: TestCluster<SimulatedClock>, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'demo', cluster: { server: api.endpoint, 'certificate-authority-data': api.caData } }],
    users: [{ name: 'me', user: { token } }],
    contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'me' } }],
    'current-context': 'demo',
  });
}
