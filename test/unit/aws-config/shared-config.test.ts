import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { externalDataInterceptor, loadSharedConfigFiles, loadSsoSessionData } from '@smithy/core/config';
import fc from 'fast-check';
import { parseIni, type IniProblem } from '../../../src/core/aws-config/ini';
import { nameProblem, sdkText } from '../../../src/core/aws-config/sdk-text';
import { readSharedConfig } from '../../../src/core/aws-config/shared-config';
import { oddConfigs } from './odd-configs';

const read = (config: string, credentials = '') => readSharedConfig({ config, credentials });
const namesIn = (config: string) => [...read(config).profiles.keys()];

describe('A shared AWS config', () => {
  const NAMES: Readonly<Record<string, readonly string[]>> = {
    '[default]': ['default'],
    '[profile work]': ['work'],
    '[profile "My MacBook Pro"]': ['My MacBook Pro'],
    "[profile 'My MacBook Pro']": ['My MacBook Pro'],
    '[profile My\\ Mac]': ['My Mac'],
    '[profile größe]': ['größe'],
    '[profile dev,admin]': ['dev,admin'],
    '[profile  two-spaces]': ['two-spaces'],
    '[profile\ttab]': ['tab'],
    '[profile work] # mine': ['work'],
    '[profile work]; mine': ['work'],
    '[profile work] # see [1]': [],
    '[profile "work]': [],
    '[profile My Mac]': [],
    '[ profile work ]': [],
    '[profile.work]': [],
    '[Profile work]': [],
    '[work]': [],
    '[sso-session work]': [],
    '[profile "a"]\nregion = x\n[profile a]\nregion = y': ['a'],
  };
  for (const [header, names] of Object.entries(NAMES)) {
    it(`has ${JSON.stringify(names)} for ${JSON.stringify(header)}, as the AWS CLI does`, () =>
      deepStrictEqual(namesIn(`${header}\nregion = eu-central-1\n`), names));
  }

  it('takes keys in any case, with = and with :, and what [DEFAULT] sets for all', () => {
    const config = '[DEFAULT]\noutput = json\n[profile a]\nRegion: x\nROLE_ARN=y\nurl = http://z:1\n';
    deepStrictEqual(Object.fromEntries(read(config).profiles.get('a') ?? []), {
      output: 'json',
      region: 'x',
      role_arn: 'y',
      url: 'http://z:1',
    });
  });

  it('lets the credentials file win, whose sections are all profiles', () => {
    const { profiles } = read('[profile a b]\n[profile a]\nregion = x\nk = 1\n', '[a]\nk = 2\n[profile a]\n');
    deepStrictEqual([...profiles.keys()], ['a', 'profile a']);
    deepStrictEqual(Object.fromEntries(profiles.get('a') ?? []), { region: 'x', k: '2' });
  });

  it('does not take an indented line for a section of its own', () => {
    deepStrictEqual(namesIn('[profile a]\nregion = x\n  [profile evil]\n  credential_process = evil\n'), [
      'a',
    ]);
  });

  const PROBLEMS: Readonly<Record<string, IniProblem>> = {
    '\ufeff[profile a]\n': { line: 1, kind: 'byteOrderMark' },
    'region = x\n[profile a]\n': { line: 1, kind: 'noSection' },
    '[profile a]\nregion\n': { line: 2, kind: 'notASetting' },
    '[profile a]\n\n[profile a]\n': { line: 3, kind: 'sectionTwice' },
    '[profile a]\r\nregion = x\r\nRegion = y\r\n': { line: 3, kind: 'keyTwice' },
    '[profile a]\ns3 =\n  region\n': { line: 2, kind: 'notNested' },
  };
  for (const [text, problem] of Object.entries(PROBLEMS)) {
    it(`tells why the AWS CLI refuses it: ${problem.kind} in line ${problem.line}`, () =>
      deepStrictEqual(parseIni(text).problems, [problem]));
  }

  it('is read in one pass, however long its lines are: in several, this would never end', () => {
    const long = ' '.repeat(1_000_000);
    const config = `[profile a]\nregion = x${long}y\n${long}\n#${long}\n[profile ${long}b]\nk${long}=${long}\n`;
    deepStrictEqual(namesIn(config), ['a', 'b']);
  });
});

describe('What the SDK is given to read', () => {
  /** As the SDK parses it. */
  async function throughSdk(text: string) {
    externalDataInterceptor.interceptFile('/ours', text);
    externalDataInterceptor.interceptFile('/none', '');
    const { configFile } = await loadSharedConfigFiles({ configFilepath: '/ours', filepath: '/none' });
    return { configFile, sessions: await loadSsoSessionData({ configFilepath: '/ours' }) };
  }

  it('is every profile, with the settings of the AWS CLI, and nothing else', () =>
    fc.assert(
      fc.asyncProperty(oddConfigs, oddConfigs, async (config, credentials) => {
        const ours = readSharedConfig({ config, credentials });
        const { configFile } = await throughSdk(sdkText(ours));
        const names = Object.keys(configFile).filter((name) => !/^(sso-session|services)\./.test(name));
        for (const name of names) {
          const settings = ours.profiles.get(name);
          ok(settings, `the SDK invents ${JSON.stringify(name)}`);
          for (const [key, value] of Object.entries(configFile[name] ?? {})) {
            const said = settings.get(key.split('.', 1)[0] ?? '') ?? '';
            ok(
              said.includes(value ?? ''),
              `the SDK invents ${key} = ${value ?? ''} in ${JSON.stringify(name)}`,
            );
          }
        }
        for (const [name, settings] of ours.profiles) {
          if (nameProblem(name) !== undefined) continue;
          for (const key of ['role_arn', 'source_profile', 'sso_session', 'credential_process']) {
            const value = settings.get(key);
            if (value && !/\s[#;]|\n|^[#;]/.test(value)) strictEqual(configFile[name]?.[key], value.trim());
          }
        }
      }),
    ));

  it('is the sso-sessions under the names that their tokens are kept by', async () => {
    const { sessions } = await throughSdk(sdkText(read("[sso-session 'My Session']\nsso_region = x\n")));
    deepStrictEqual(sessions, { 'My Session': { sso_region: 'x' } });
  });
});
