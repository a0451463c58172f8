import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { recognizeDeployers } from '../../../src/core/deploy/recognize-deployers';
import { tierOf } from '../../../src/core/environments/tier';

describe('What a folder has to be deployed with', () => {
  const kustomization = (environment: string, ...files: string[]) =>
    recognizeDeployers(files, environment, 'shop').map((found) => 'folder' in found && found.folder);
  const charts = (environment: string, ...files: string[]) =>
    recognizeDeployers(files, environment, 'shop').flatMap((found) =>
      found.kind === 'helm' ? [[found.chart, ...found.values]] : [],
    );

  it('is nothing in a folder without any of it', () =>
    deepStrictEqual(kustomization('production', 'src/kustomization.ts', 'README.md'), []));

  it('is a kustomization, whatever its file is called', () => {
    for (const name of ['kustomization.yaml', 'kustomization.yml', 'Kustomization']) {
      deepStrictEqual(kustomization('production', name), ['']);
      deepStrictEqual(kustomization('production', `k8s/${name}`), ['k8s']);
    }
  });

  it('is the overlay of the environment, by its name or by what it is for', () => {
    const files = ['base', 'overlays/prod', 'overlays/review-login-3k2j1a', 'overlays/staging'].map(
      (folder) => `deploy/${folder}/kustomization.yaml`,
    );
    deepStrictEqual(kustomization('production', ...files), ['deploy/overlays/prod']);
    deepStrictEqual(kustomization('staging', ...files), ['deploy/overlays/staging']);
    deepStrictEqual(kustomization('anything', ...files), ['deploy/base']);
  });

  it('is a chart in one of the usual places, that of the project first, before a kustomization', () => {
    for (const folder of ['chart', 'charts/other', 'helm/x', 'deploy/helm/y'])
      deepStrictEqual(charts('production', `${folder}/Chart.yaml`), [[folder]]);
    deepStrictEqual(charts('production', 'Chart.yaml'), [['']]);
    deepStrictEqual(charts('production', 'charts/other/Chart.yaml', 'charts/Shop/Chart.yaml'), [
      ['charts/Shop'],
      ['charts/other'],
    ]);
    const both = recognizeDeployers(['kustomization.yaml', 'chart/Chart.yaml'], 'production', 'shop');
    deepStrictEqual(
      both.map(({ kind }) => kind),
      ['helm', 'kustomize'],
    );
  });

  it('is no chart that another chart depends on, nor one that lies elsewhere', () =>
    deepStrictEqual(
      charts('production', 'chart/Chart.yaml', 'chart/charts/redis/Chart.yaml', 'test/fixtures/Chart.yaml'),
      [['chart']],
    ));

  it('is a chart with its values for the environment', () => {
    const files = ['Chart.yaml', 'values.yaml', 'values-prod.yaml', 'values.staging.yaml'];
    const at = (folder: string) => files.map((file) => `${folder}/${file}`);
    deepStrictEqual(charts('production', ...at('chart')), [['chart', 'chart/values-prod.yaml']]);
    deepStrictEqual(charts('staging', ...at('chart')), [['chart', 'chart/values.staging.yaml']]);
    deepStrictEqual(charts('review/x', ...at('chart')), [['chart']]);
  });

  it('is nothing that lies deep in something else', () =>
    deepStrictEqual(kustomization('production', 'examples/kustomization.yaml'), []));
});

describe('The tier of an environment', () => {
  const TIERS = {
    production: 'production',
    'live-eu': 'production',
    staging: 'staging',
    'review/login': 'development',
    dev: 'development',
    qa: 'testing',
    delivery: 'other',
  };
  for (const [environment, tier] of Object.entries(TIERS))
    it(`of ${environment} is ${tier}`, () => strictEqual(tierOf(environment), tier));
});
