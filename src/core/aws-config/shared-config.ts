import { parseIni, type IniProblem, type IniSection } from './ini';
import { shellWords } from './python-text';

/** What a section of the AWS config says; nested values, as those of `services`, begin with a line break. */
export type SectionSettings = ReadonlyMap<string, string>;

/** The AWS config and the credentials file as one, as the AWS CLI reads them. */
export interface SharedConfig {
  readonly profiles: ReadonlyMap<string, SectionSettings>;
  readonly ssoSessions: ReadonlyMap<string, SectionSettings>;
  readonly services: ReadonlyMap<string, SectionSettings>;
  /** Why the AWS CLI refuses the files, in the order of their lines. */
  readonly problems: Readonly<Record<keyof ConfigTexts, readonly IniProblem[]>>;
}

/** Both files; one that is not there is as good as empty. */
export interface ConfigTexts {
  readonly config: string;
  readonly credentials: string;
}

type Kind = 'profiles' | 'ssoSessions' | 'services';

/** The AWS CLI takes whatever begins so, `[profiles x]` as well. */
const KINDS: readonly (readonly [beginning: string, kind: Kind])[] = [
  ['profile', 'profiles'],
  ['sso-session', 'ssoSessions'],
  ['services', 'services'],
];

/**
 * Reads both files by the rules of botocore, the library of the AWS CLI, and not of the SDK for JavaScript, which passes
 * over names that `aws configure sso` itself writes. Of two sections of one name the last counts; what the credentials
 * file says of a profile comes before what the config says.
 * https://github.com/boto/botocore/blob/develop/botocore/configloader.py
 */
export function readSharedConfig({ config, credentials }: ConfigTexts): SharedConfig {
  const [ofConfig, ofCredentials] = [parseIni(config), parseIni(credentials)];
  const read: Record<Kind, Map<string, SectionSettings>> = {
    profiles: new Map(),
    ssoSessions: new Map(),
    services: new Map(),
  };
  for (const section of ofConfig.sections) {
    const named = nameOf(section);
    if (named) read[named.kind].set(named.name, section.values);
  }
  for (const { header, values } of ofCredentials.sections)
    read.profiles.set(header, new Map([...(read.profiles.get(header) ?? []), ...values]));
  return { ...read, problems: { config: ofConfig.problems, credentials: ofCredentials.problems } };
}

/** The section of a profile in the AWS config; of several the one that counts. */
export function profileSection(sections: readonly IniSection[], profile: string): IniSection | undefined {
  return sections.findLast((section) => {
    const named = nameOf(section);
    return named?.kind === 'profiles' && named.name === profile;
  });
}

function nameOf({ header }: IniSection): { readonly kind: Kind; readonly name: string } | undefined {
  if (header === 'default') return { kind: 'profiles', name: header };
  const kind = KINDS.find(([beginning]) => header.startsWith(beginning))?.[1];
  const words = kind && shellWords(header);
  const [, name] = words ?? [];
  return kind && words?.length === 2 && name !== undefined ? { kind, name } : undefined;
}
