import { deepStrictEqual } from 'node:assert/strict';
import { readDeploySettings } from '../../../src/core/deploy/settings';
import { namedNamespaces, withEnvironment } from '../../../src/core/environments/deploy-settings';

describe('Namespaces in the setting eks.deploy', () => {
  it('names the namespaces of environments', () => {
    const value = {
      environments: { production: { namespace: 'shop' }, 'review/*': { namespace: 'reviews' } },
    };
    deepStrictEqual(namedNamespaces(readDeploySettings(value)), [
      { environment: 'production', namespace: 'shop' },
      { environment: 'review/*', namespace: 'reviews' },
    ]);
  });

  it('keeps everything else when a key is set', () => {
    const before = {
      port: 80,
      environments: { production: { exposure: 'public' }, staging: { namespace: 's' } },
    };
    deepStrictEqual(withEnvironment(before, 'production', { namespace: 'shop' }), {
      port: 80,
      environments: { production: { exposure: 'public', namespace: 'shop' }, staging: { namespace: 's' } },
    });
  });

  it('takes an environment of any name as a name', () => {
    const value = withEnvironment(undefined, '__proto__', { namespace: 'shop' });
    deepStrictEqual(JSON.stringify(value), '{"environments":{"__proto__":{"namespace":"shop"}}}');
  });
});
