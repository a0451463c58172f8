import { deepStrictEqual, match, rejects } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kustomizeCli } from '../../../src/build/kustomize';
import { findExecutable, findExecutableOutside } from '../../../src/files/find-executable';

const never = new AbortController().signal;
const hasKubectl = !spawnSync('kubectl', ['version', '--client']).error;
if (!hasKubectl) console.log('Tests of kustomizations are skipped: kubectl is absent.');

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

(hasKubectl ? describe : describe.skip)('A kustomization', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eks-kustomize-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const cli = kustomizeCli({
    env: process.env,
    findExecutable: (name) => findExecutable(name, process.env),
  });

  async function render(files: Readonly<Record<string, string>>): Promise<string> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return cli.render(join(folder, 'overlays/production'), never);
  }

  const overlay = (...lines: string[]) => ({
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    'base/a.yaml': CONFIG_MAP,
    'overlays/production/kustomization.yaml': ['resources: [../../base]', ...lines, ''].join('\n'),
  });

  it('is rendered by kubectl, with the base of an overlay', async () =>
    match(await render(overlay('namePrefix: shop-')), /name: shop-a/));

  it('names what it would have to download', () =>
    rejects(
      render({ 'overlays/production/kustomization.yaml': 'resources: ["https://example.com/a.yaml"]\n' }),
      { code: 'kustomize-remote', message: /on the network: https:\/\/example\.com\/a\.yaml$/ },
    ));

  const REFUSED = {
    'a file that is missing': ['components: [../missing]', 'kustomize-failed', /no such file or directory/],
    'a remote base': [
      'components: ["https://github.com/x/y//base?ref=main"]',
      'kustomize-remote',
      /on the network\./,
    ],
    'a repository of SSH': ['components: ["git@github.com:x/y.git"]', 'kustomize-remote', /on the network\./],
    'a plugin': ['generators: [../../base]', 'kustomize-failed', /./],
    'a chart': ['helmCharts: [{name: x}]', 'kustomize-failed', /enable-helm/],
    'what is no YAML': ['a: [', 'kustomize-failed', /./],
  } as const;
  for (const [what, [line, code, message]] of Object.entries(REFUSED))
    it(`is refused with ${what}, in one sentence`, () =>
      rejects(render(overlay(line)), (error: { code: string; message: string }) => {
        deepStrictEqual(error.code, code);
        match(error.message, message);
        match(error.message, /^\P{C}{1,500}[.!?]$/u);
        return true;
      }));
});

describe('Programs that deploy', () => {
  it('are missed in words', () =>
    rejects(kustomizeCli({ env: {}, findExecutable: () => Promise.resolve(undefined) }).render('/x', never), {
      code: 'kubectl-missing',
    }));

  it('are none of an open folder, although it is in PATH', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await mkdtemp(join(tmpdir(), 'eks-path-'));
    try {
      const [open, own] = [join(folder, 'open'), join(folder, 'own')];
      for (const place of [join(open, 'bin'), own]) {
        await mkdir(place, { recursive: true });
        await writeFile(join(place, 'kubectl'), '#!/bin/sh\n', { mode: 0o755 });
      }
      const env = { PATH: [join(open, 'bin'), own].join(':') };
      deepStrictEqual(await findExecutableOutside([open], 'kubectl', env), join(own, 'kubectl'));
      deepStrictEqual(await findExecutableOutside([folder], 'kubectl', env), undefined);
      deepStrictEqual(await findExecutableOutside([], 'kubectl', env), join(open, 'bin/kubectl'));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
