import type { SectionSettings, SharedConfig } from './shared-config';

/**
 * The config as the SDK for JavaScript has to be given it to understand what the AWS CLI understands: keys in lower case,
 * `=` between key and value, nothing behind a bracket, and names in the one spelling in which its parser takes spaces,
 * commas and letters beyond ASCII: `[profile.my profile]`, as it names the sections to itself. Both files become one.
 * https://github.com/smithy-lang/smithy-typescript/blob/main/packages/core/src/submodules/config/shared-ini-file-loader/parseIni.ts
 */
export function sdkText({ profiles, ssoSessions, services }: SharedConfig): string {
  return [
    ...sections('profile', profiles),
    ...sections('sso-session', ssoSessions),
    ...sections('services', services),
  ].join('');
}

/** Why the SDK cannot be given a name, in whatever spelling: it takes what follows for a comment, or loses the spaces. */
export type NameProblem = 'empty' | 'outerSpace' | 'commentSign' | 'reserved';

export function nameProblem(name: string): NameProblem | undefined {
  if (name === '') return 'empty';
  if (name !== name.trim()) return 'outerSpace';
  if (/\s[#;]/.test(name)) return 'commentSign';
  return name === '__proto__' ? 'reserved' : undefined;
}

function sections(kind: string, named: ReadonlyMap<string, SectionSettings>): readonly string[] {
  return [...named]
    .filter(([name]) => nameProblem(name) === undefined)
    .map(([name, settings]) => `[${kind}.${name}]\n${[...settings].map(setting).join('')}`);
}

/** AWS has no setting of any other spelling, and a line of another spelling could be taken for a section. */
const KEY = /^[\w-]+$/;

/** One that had no value would begin a nest of its own to the SDK. */
const NESTED = /^[\w-]+\s*=\s*\S/;

function setting([key, value]: readonly [string, string]): string {
  if (!KEY.test(key)) return '';
  const [first = '', ...more] = value.split('\n');
  // Below a value these lines are part of it to the AWS CLI, and settings of their own to the SDK.
  const nested = (first === '' ? more : []).filter((line) => NESTED.test(line));
  return `${key} = ${first}\n${nested.map((line) => `  ${line}\n`).join('')}`;
}
