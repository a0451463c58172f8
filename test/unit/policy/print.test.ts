import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { originalPolicy, provisionTrust } from '../../../src/core/policy';
import { templateOf } from '../../../src/core/template';

interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const PRINT = fileURLToPath(new URL('../../../src/print.ts', import.meta.url));

function print(...args: readonly string[]): Promise<Printed> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--import', 'tsx', PRINT, ...args], (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe('Printing for cloud teams', () => {
  it('writes template, policy and trust as JSON and nothing else', async () => {
    const [template, original, trust] = await Promise.all([
      print('template', '--compute', 'managed'),
      print('policy', '--original'),
      print('trust', '--account-id', '111111111111', '--external-id', 'abcdef'),
    ]);
    deepStrictEqual(JSON.parse(template.stdout), templateOf('managed'));
    deepStrictEqual(JSON.parse(original.stdout), originalPolicy());
    deepStrictEqual(
      JSON.parse(trust.stdout),
      provisionTrust({ accountId: '111111111111', externalId: 'abcdef' }),
    );
    deepStrictEqual(
      [template, original, trust].map(({ code, stderr }) => [code, stderr]),
      [
        [0, ''],
        [0, ''],
        [0, ''],
      ],
    );
  });

  const refused = {
    'a document that there is not': [['nonsense'], /nothing called nonsense/],
    'no document at all': [[], /^Usage: /],
    'an option that there is not': [['policy', '--bogus'], /--bogus/],
    'a compute that there is not': [['policy', '--compute', 'fargate'], /no compute called fargate/],
    'an account ID that is none': [['trust', '--account-id', '12'], /12 digits/],
  } as const;
  for (const [what, [args, says]] of Object.entries(refused)) {
    it(`refuses ${what} in one line, with exit code 2`, async () => {
      const { code, stdout, stderr } = await print(...args);
      strictEqual(code, 2);
      strictEqual(stdout, '');
      match(stderr, says);
      match(stderr, /^[^\n]+\n$/);
    });
  }
});
