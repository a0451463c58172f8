import { doesNotMatch, match, strictEqual } from 'node:assert/strict';
import { objectsYaml } from '../../../src/core/environments/object-yaml';

const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'database',
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': '{"stringData":{"password":"hunter2"}}',
    },
  },
  data: { password: 'aHVudGVyMg==' },
  stringData: { user: 'hunter2' },
};

describe('The YAML of objects', () => {
  it('shows the keys of a Secret, and none of its values', () => {
    const text = objectsYaml([SECRET]);
    match(text, /password: \(not shown\)\n/);
    match(text, /user: \(not shown\)\n/);
    doesNotMatch(text, /hunter2|aHVudGVyMg/);
  });

  it('leaves the bookkeeping of field managers out, and nothing else', () => {
    const metadata = { name: 'web', managedFields: [{ manager: 'kubectl' }] };
    const text = objectsYaml([
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 2 } },
    ]);
    strictEqual(
      text,
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n',
    );
  });

  it('is one document for each', () => {
    const object = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name } });
    strictEqual(objectsYaml([object('a'), object('b')]).split('---\n').length, 2);
  });
});
