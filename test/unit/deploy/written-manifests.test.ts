import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { builtInObjects } from '../../../src/core/deploy/built-in-objects';
import { manifestObjects } from '../../../src/core/deploy/manifest-objects';
import type { DeployRequest } from '../../../src/core/deploy/request';
import { writtenManifests } from '../../../src/core/deploy/written-manifests';

const REQUEST: DeployRequest = {
  ...{ project: { name: 'shop', origin: 'https://git.example/shop.git' }, environment: 'production' },
  ...{ namespace: 'shop-production', by: 'ann', settings: { autoscale: { min: 1, max: 2 } } },
  exposure: { kind: 'public', subnets: ['subnet-1'] },
  ...{ deployer: { kind: 'built-in' }, commit: { sha: 'a1b2c3d', ref: 'main', isDirty: false } },
};
const IMAGE = { reference: `registry.example/shop@sha256:${'a'.repeat(64)}`, port: 8080 };

describe('Manifests that are written', () => {
  const { files, secrets } = writtenManifests(REQUEST, 8080);

  it('are one file for each kind, without a Secret, a namespace or who deployed', () => {
    deepStrictEqual(
      files.map(({ name }) => name),
      ['deployment.yaml', 'service.yaml', 'horizontalpodautoscaler.yaml'],
    );
    deepStrictEqual(secrets, ['production-config']);
    const text = files.map((file) => file.text).join('');
    for (const absent of ['kind: Secret', 'namespace:', 'eks-clusters/', 'app.gitlab.com', ': ann'])
      ok(!text.replaceAll(/annotations/g, '').includes(absent), absent);
  });

  it('come to the same objects when they are deployed', () => {
    const documents = files.map(({ text }) => text);
    const plain = (objects: readonly object[]) => JSON.parse(JSON.stringify(objects)) as unknown;
    const deployed = manifestObjects(REQUEST, documents, IMAGE, 7);
    const generated = builtInObjects(REQUEST, IMAGE, 7, '');
    strictEqual(deployed.length, generated.length);
    const specs = (objects: readonly { readonly [field: string]: unknown }[]) =>
      plain(objects.map(({ kind, spec }) => ({ kind, spec: withoutMarks(spec) })));
    deepStrictEqual(specs(deployed), specs(generated));
  });

  it('have the database without its Secret, which is named', () => {
    const request = { ...REQUEST, settings: { postgres: true } };
    const written = writtenManifests(request, 8080);
    deepStrictEqual(written.secrets, ['production-config', 'production-postgresql']);
    const database = written.files.find(({ name }) => name === 'postgresql.yaml')?.text ?? '';
    ok(database.includes('kind: StatefulSet') && database.includes('\n---\n'));
    ok(!database.includes('kind: Secret'));
  });
});

/** What says who made the pods, and with which variables, is not part of what is written. */
function withoutMarks(spec: unknown): unknown {
  const marks = /,?"(?:eks-clusters\/config-hash|app\.kubernetes\.io\/managed-by)":"[^"]*"/g;
  return JSON.parse(JSON.stringify(spec).replaceAll(marks, '').replaceAll('{,', '{'));
}
