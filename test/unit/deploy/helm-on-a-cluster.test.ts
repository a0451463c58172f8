import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { helmCli } from '../../../src/build/helm';
import { changeRelease, markObjects, releaseOf } from '../../../src/core/deploy/helm/change-release';
import { imageValues } from '../../../src/core/deploy/helm/image-values';
import { asFailed, isPending, revisionsOf } from '../../../src/core/deploy/helm/release';
import type { KubernetesApi } from '../../../src/core/ports/kubernetes';
import { privateFiles } from '../../../src/files/private-files';
import { SkippingClock } from '../../fakes/skipping-clock';
import { installedHelm } from '../../helm/helm';
import { TestCluster } from '../../kubernetes/cluster';

const never = new AbortController().signal;
const PLACE = {
  project: { name: 'shop', origin: 'https://git.example/shop.git' },
  ...{ environment: 'production', namespace: 'default', by: 'ann' },
};
const RELEASE = releaseOf(PLACE);
const DEFAULTS = 'image:\n  repository: nginx\n  tag: ""\nwords: Hello\n';
const CHART = {
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: "1"\n',
  'values.yaml': DEFAULTS,
  'templates/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }} }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}" }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: words }
data: { words: {{ .Values.words | quote }} }
`,
};

describe('Helm on a cluster', function () {
  this.timeout(60_000);
  let cluster: TestCluster;
  let api: KubernetesApi;
  let folder: string;
  let program: string | undefined;

  before(async function () {
    program = await installedHelm();
    if (program !== undefined) return;
    console.log('Tests of Helm are skipped: it is absent. npm run test:kubernetes builds it.');
    this.skip();
  });
  beforeEach(async () => {
    [cluster, folder] = await Promise.all([TestCluster.take(), mkdtemp(join(tmpdir(), 'eks-helm-'))]);
    api = cluster.api;
    await writeChart(CHART);
  });
  afterEach(async () => {
    await cluster.release();
    await rm(folder, { recursive: true });
  });

  async function writeChart(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, 'chart', name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }

  const helm = () =>
    helmCli({
      ...{
        env: { HELM_NAMESPACE: 'other', HELM_KUBEAPISERVER: 'https://127.0.0.1:1' },
        proxy: { kind: 'off' },
      },
      ...{ files: privateFiles(join(folder, 'private')), target: cluster.target },
      findExecutable: () => Promise.resolve(program),
    });
  const upgrade = (tag = '1', interruptedSince?: number, valuesFiles: readonly string[] = []) => {
    const values = imageValues(DEFAULTS, 'shop', { reference: `registry.example/shop:${tag}` });
    const clock = Object.assign(new SkippingClock(), { now: () => Date.now() });
    return changeRelease(
      RELEASE,
      { cluster: api, helm: helm(), clock },
      (own) => own.upgrade({ ...RELEASE, chart: join(folder, 'chart'), valuesFiles, values }, never),
      interruptedSince,
      never,
    );
  };
  const imageOf = async () => {
    const found = await api.read(
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'production', namespace: 'default' },
      never,
    );
    return /"image":"([^"]*)"/.exec(JSON.stringify(found))?.[1];
  };

  it('brings a chart with the image and the values of the environment, and leaves no token behind', async () => {
    const file = join(folder, 'values.yaml');
    await writeFile(file, 'words: Other\n');
    const { revision, objects } = await upgrade('1', undefined, [file]);
    strictEqual(revision, 1);
    deepStrictEqual(objects.map(({ kind }) => kind).toSorted(), ['ConfigMap', 'Deployment']);
    strictEqual(await imageOf(), 'registry.example/shop:1');
    match(JSON.stringify(objects), /"words":"Other"/);
    deepStrictEqual(await readdir(join(folder, 'private')), []);
    const marked = { ...PLACE, number: 7, commit: { sha: '', ref: '', isDirty: false } };
    await markObjects(objects, marked, { cluster: api }, never);
    strictEqual((await upgrade('2')).revision, 2);
    const labels = { 'eks-clusters/env': 'production' };
    strictEqual((await api.list({ apiVersion: 'apps/v1', kind: 'Deployment', labels }, never)).length, 1);
  });

  it('goes back to an earlier revision', async () => {
    await upgrade('1');
    await upgrade('2');
    await helm().rollBack(RELEASE, 1, never);
    strictEqual(await imageOf(), 'registry.example/shop:1');
    strictEqual((await revisionsOf(api, RELEASE, never))[0]?.number, 3);
  });

  it('that was killed leaves a release that the next deployment repairs', async () => {
    await upgrade('1');
    const begun = Date.now();
    await killHelmWhenPending();
    await rejects(upgrade('2'), { code: 'release-pending', message: /on release production/ });
    strictEqual((await upgrade('2', begun)).revision, 3);
    strictEqual(await imageOf(), 'registry.example/shop:2');
    const statuses = (await revisionsOf(api, RELEASE, never)).map(({ status }) => status);
    deepStrictEqual(statuses, ['deployed', 'failed', 'superseded']);
  });

  /** A hook that never ends keeps the release pending. */
  async function killHelmWhenPending(): Promise<void> {
    await writeChart({
      'templates/hook.yaml':
        'apiVersion: batch/v1\nkind: Job\nmetadata: { name: hook, annotations: { "helm.sh/hook": pre-upgrade } }\nspec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: a }] } } }\n',
    });
    const kubeconfig = {
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'a' },
      clusters: [
        {
          name: 'a',
          cluster: {
            server: cluster.target.endpoint,
            'certificate-authority-data': cluster.target.certificateAuthority,
          },
        },
      ],
      users: [{ name: 'a', user: { token: cluster.adminToken() } }],
      contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
    };
    const path = join(folder, 'kubeconfig');
    await writeFile(path, JSON.stringify(kubeconfig), { mode: 0o600 });
    const child = spawn(program ?? '', ['upgrade', 'production', join(folder, 'chart'), '-n', 'default'], {
      env: { HOME: folder, KUBECONFIG: path, PATH: '' },
    });
    try {
      while (!(await revisionsOf(api, RELEASE, never)).some(isPending))
        ok(child.exitCode === null, 'Helm ended before it was killed.');
    } finally {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    await rm(join(folder, 'chart/templates/hook.yaml'));
  }

  it('reads what was marked as failed as its own', async () => {
    await upgrade('1');
    const [latest] = await revisionsOf(api, RELEASE, never);
    const failed = latest && asFailed(latest);
    ok(failed);
    await api.replace(failed, never);
    strictEqual((await upgrade('2')).revision, 2);
  });

  const BROKEN = {
    'does not render': ['templates/web.yaml', 'a: {{ include "missing" . }}\n', 'chart-invalid'],
    'renders what is no YAML': ['templates/web.yaml', 'a: [\n', 'chart-invalid'],
    'renders what is no object': ['templates/web.yaml', 'just: text\n', 'chart-invalid'],
    'has a schema that its values do not fit': [
      'values.schema.json',
      '{"properties":{"words":{"type":"number"}}}',
      'chart-invalid',
    ],
    'lacks a dependency': [
      'Chart.yaml',
      `${CHART['Chart.yaml']}dependencies: [{ name: redis, version: "1", repository: "https://charts.example" }]\n`,
      'chart-dependencies',
    ],
  } as const;
  for (const [what, [file, text, code]] of Object.entries(BROKEN))
    it(`refuses a chart that ${what}, in one sentence`, async () => {
      await writeChart({ [file]: text });
      await rejects(upgrade(), (error: Error & { code: string }) => {
        strictEqual(error.code, code, error.message);
        match(error.message, /^\P{C}{1,600}[.!?]$/u);
        return true;
      });
    });

  it('leaves what belongs to something else alone', async () => {
    const metadata = { name: 'words', namespace: 'default' };
    await api.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata }, never);
    await rejects(upgrade(), { code: 'release-foreign', message: /ConfigMap "words"/ });
  });
});
