import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readSharedConfig } from '../../src/core/aws-config/shared-config';
import { run } from '../editor/command';
import { editorEnvironment } from '../editor/environment';
import { testHome } from '../editor/paths';
import { pythonEnvironment, type PythonEnvironment } from '../python/environment';
import { ENVIRONMENTS } from '../python/environments';
import { oddConfigs } from '../unit/aws-config/odd-configs';

/** What botocore, the library of the AWS CLI, makes of pairs of files: their profiles, or nothing where it refuses them. */
const BOTOCORE = `
import json, os, sys
import awscli  # brings its own botocore, under that name
import botocore.exceptions, botocore.session
folder = sys.argv[1]
answers = []
for number, (config, credentials) in enumerate(json.load(open(os.path.join(folder, 'pairs.json')))):
    paths = [os.path.join(folder, name + str(number)) for name in ('config', 'credentials')]
    for path, text in zip(paths, (config, credentials)):
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(text)
    os.environ['AWS_CONFIG_FILE'], os.environ['AWS_SHARED_CREDENTIALS_FILE'] = paths
    try:
        profiles = botocore.session.Session().full_config['profiles']
        answers.append({name: {k: v for k, v in profile.items() if isinstance(v, str)} for name, profile in profiles.items()})
    except botocore.exceptions.ConfigParseError:
        answers.append(None)
json.dump(answers, sys.stdout)
`;

type Pair = readonly [config: string, credentials: string];
type Profiles = Readonly<Record<string, Readonly<Record<string, string>>>>;

describe('The profiles of an AWS config, as the AWS CLI reads them', function () {
  this.timeout(300_000);
  let aws: PythonEnvironment;
  let folder: string;

  before(async () => {
    aws = await pythonEnvironment(ENVIRONMENTS.aws);
    folder = await mkdtemp(join(tmpdir(), 'profiles-'));
    await writeFile(join(folder, 'judge.py'), BOTOCORE);
  });
  after(() => rm(folder, { recursive: true }));

  async function botocore(pairs: readonly Pair[]): Promise<readonly (Profiles | null)[]> {
    await writeFile(join(folder, 'pairs.json'), JSON.stringify(pairs));
    const env = editorEnvironment(testHome, { PYTHONUTF8: '1' });
    return JSON.parse(
      await run(aws.python, [join(folder, 'judge.py'), folder], { env }),
    ) as (Profiles | null)[];
  }

  /** In the same form; nested values are compared by their own test. */
  function ours([config, credentials]: Pair): Profiles | null {
    const { profiles, problems } = readSharedConfig({ config, credentials });
    if (problems.config.length + problems.credentials.length > 0) return null;
    return Object.fromEntries(
      [...profiles].map(([name, settings]) => [
        name,
        Object.fromEntries([...settings].filter(([, value]) => !value.startsWith('\n'))),
      ]),
    );
  }

  it('are the same, with the same settings, in files of every oddity', async () => {
    const pairs = fc.sample(fc.tuple(oddConfigs, oddConfigs), { numRuns: 1_500, seed: 20261130 });
    const judged = await botocore(pairs);
    for (const [index, pair] of pairs.entries())
      deepStrictEqual(ours(pair), judged[index], JSON.stringify(pair));
    const read = judged.filter((profiles) => profiles !== null && Object.keys(profiles).length > 0);
    ok(read.length > 30, `of only ${read.length} pairs there was something to compare`);
  });

  it('are those of the files of bug reports', async () => {
    const files = ['sso-session-with-space.txt', 'profile-names.txt'];
    const texts = await Promise.all(
      files.map((name) => readFile(join(__dirname, '../fixtures/aws-config', name), 'utf8')),
    );
    const pairs = texts.map((text): Pair => [text, '']);
    deepStrictEqual(pairs.map(ours), await botocore(pairs));
  });

  it('are found by the program itself under each name', async () => {
    const config = join(__dirname, '../fixtures/aws-config/profile-names.txt');
    const names = readSharedConfig({
      config: await readFile(config, 'utf8'),
      credentials: '',
    }).profiles.keys();
    const env = editorEnvironment(testHome, { AWS_CONFIG_FILE: config, PYTHONUTF8: '1' });
    for (const name of names)
      strictEqual(
        (await run(aws.program('aws'), ['configure', 'get', 'region', `--profile=${name}`], { env })).trim(),
        'eu-central-1',
      );
  });
});
