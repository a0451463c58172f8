import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { recognizeDeployers } from '../../../src/core/deploy/recognize-deployers';
import { tierOf } from '../../../src/core/environments/tier';

describe('What a folder has to be deployed with', () => {
  const kustomization = (environment: string, ...files: string[]) =>
    recognizeDeployers(files, environment).map(({ folder }) => folder);

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
