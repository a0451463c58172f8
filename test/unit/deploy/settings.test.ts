import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { readDeploySettings, settingsFor } from '../../../src/core/deploy/settings';
import { harmIn, hostileText } from '../../fakes/hostile-text';

describe('The setting eks.deploy', () => {
  it('may have keys that are not known', () => {
    const value = { portt: 80, environments: { staging: { exposed: 'public' } } };
    deepStrictEqual(readDeploySettings(value), {
      app: {},
      environments: [{ scope: 'staging', settings: {} }],
      problems: [],
    });
  });

  it('lets the nearest say what counts for an environment', () => {
    const settings = readDeploySettings({
      ...{ port: 1, replicas: 1, test: 'unit', command: ['folder'] },
      environments: {
        'review/login': { port: 4 },
        'review/l*': { port: 3, replicas: 3 },
        'review/*': { port: 2, replicas: 2, test: 'quick' },
        '*': { port: 9, replicas: 9, test: 'all', command: ['any'] },
      },
    });
    deepStrictEqual(settingsFor('review/login', settings), {
      ...{ port: 4, replicas: 3, test: 'quick', command: ['any'] },
    });
    deepStrictEqual(settingsFor('production', settings), {
      ...{ port: 9, replicas: 9, test: 'all', command: ['any'] },
    });
  });

  const WRONG = {
    port: [0, 65_536, 1.5, '80', null],
    dockerfile: ['/etc/passwd', '../Dockerfile', 'a/../../b', 'C:\\x', '~/x', '', 'a\nb', 7],
    context: ['..', 'a/..'],
    buildArgs: [{ 'A B': 'x' }, { A: 7 }, ['A'], { NPM_TOKEN: 'abc' }, { URL: 'postgres://a:b@host/db' }],
    probe: [{ path: 'health' }, {}, { tcp: false }, 'http'],
    replicas: [-1, 1001],
    resources: [{ requests: { cpu: 'much' } }, { limits: { memory: '-1Mi' } }, 7],
    command: ['npm start', [], [7]],
    deployer: ['skaffold', 'shell'],
    registry: ['https://ghcr.io', 'user:password@host/x', 'ghcr.io/x y'],
  };
  for (const [key, values] of Object.entries(WRONG))
    for (const value of values)
      it(`says what is wrong with ${key} ${JSON.stringify(value)}, and keeps the rest`, () => {
        const { app, problems } = readDeploySettings({ target: 'web', [key]: value });
        deepStrictEqual(app, { target: 'web' });
        strictEqual(problems.length, 1);
        match(problems[0] ?? '', new RegExp(`^eks\\.deploy, ${key}: [A-Z][^.].*\\.$`, 'i'));
      });

  for (const namespace of ['Shop', '../kube-system', '', 'a'.repeat(64), 7, null, {}])
    it(`says that ${JSON.stringify(namespace)} is no namespace`, () => {
      const { environments, problems } = readDeploySettings({ environments: { production: { namespace } } });
      deepStrictEqual(environments, [{ scope: 'production', settings: {} }]);
      match(problems[0] ?? '', /^eks\.deploy, namespace of environment production: /);
    });

  it('does not take the name of a secret, a switch or a file for a secret', () => {
    const buildArgs = {
      TOKEN_FILE: 'x',
      NODE_ENV: 'production',
      API_URL: 'https://example.com',
      KEYBOARD: 'us',
    };
    deepStrictEqual(readDeploySettings({ buildArgs }), {
      app: { buildArgs },
      environments: [],
      problems: [],
    });
  });

  it('is read whatever it is, and what it says does no harm', () =>
    fc.assert(
      fc.property(fc.anything(), hostileText, hostileText, (value, name, text) => {
        readDeploySettings(value);
        settingsFor('production', readDeploySettings({ environments: value }));
        const { problems } = readDeploySettings({
          [name]: text,
          environments: { [name]: { namespace: text } },
        });
        for (const problem of problems) strictEqual(harmIn(problem), undefined);
      }),
    ));

  it('has no more than a hundred environments', () => {
    const environments = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`review/${index}`, { port: 80 }]),
    );
    strictEqual(readDeploySettings({ environments }).environments.length, 100);
  });
});
