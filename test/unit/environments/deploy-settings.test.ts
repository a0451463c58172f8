import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { readDeploySettings, withNamespace } from '../../../src/core/environments/deploy-settings';
import { harmIn, hostileText } from '../../fakes/hostile-text';

describe('The setting eks.deploy', () => {
  it('names the namespaces of environments', () => {
    const value = {
      environments: { production: { namespace: 'shop' }, 'review/*': { namespace: 'reviews' } },
    };
    deepStrictEqual(readDeploySettings(value), {
      namespaces: [
        { environment: 'production', namespace: 'shop' },
        { environment: 'review/*', namespace: 'reviews' },
      ],
      problems: [],
    });
  });

  it('may have keys that are not known', () => {
    deepStrictEqual(readDeploySettings({ port: 80, environments: { staging: { exposure: 'public' } } }), {
      ...{ namespaces: [], problems: [] },
    });
  });

  for (const namespace of ['Shop', '../kube-system', '', 'a'.repeat(64), 7, null, {}])
    it(`says that ${JSON.stringify(namespace)} is no namespace`, () => {
      const { namespaces, problems } = readDeploySettings({ environments: { production: { namespace } } });
      deepStrictEqual(namespaces, []);
      match(problems[0] ?? '', /^eks\.deploy names a namespace for production: /);
    });

  it('is read whatever it is, and what it says does no harm', () =>
    fc.assert(
      fc.property(fc.anything(), hostileText, hostileText, (value, name, namespace) => {
        readDeploySettings(value);
        readDeploySettings({ environments: value });
        const { problems } = readDeploySettings({ environments: { [name]: { namespace } } });
        for (const problem of problems) strictEqual(harmIn(problem), undefined);
      }),
    ));

  it('names no more than a hundred', () => {
    const environments = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`review/${index}`, { namespace: `review-${index}` }]),
    );
    strictEqual(readDeploySettings({ environments }).namespaces.length, 100);
  });

  it('keeps everything else when a namespace is added', () => {
    const before = {
      port: 80,
      environments: { production: { exposure: 'public' }, staging: { namespace: 's' } },
    };
    deepStrictEqual(withNamespace(before, { environment: 'production', namespace: 'shop' }), {
      port: 80,
      environments: { production: { exposure: 'public', namespace: 'shop' }, staging: { namespace: 's' } },
    });
  });

  it('takes an environment of any name as a name', () => {
    const value = withNamespace(undefined, { environment: '__proto__', namespace: 'shop' });
    deepStrictEqual(JSON.stringify(value), '{"environments":{"__proto__":{"namespace":"shop"}}}');
  });
});
