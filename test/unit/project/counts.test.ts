import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** A number before a word in the plural: *{0} nodes*, *{1} more days*. */
const COUNT = /\{\d\} (?:more |of \{\d\} |free |volume |instance |Availability )?(?<noun>[a-zA-Z]{3,}s)\b/;
/** Words that end as a plural does and are none. */
const VERBS =
  /^(is|was|has|does|says|lets|lacks|needs|takes|asks|gives|names|goes|stays|sends|serves|shows|sets|sits|uses|works|exists|belongs|becomes|overlaps|trusts|answers|redirects|refers|repeats|resolves|starts|begins|matches|passes|carries|lies|costs|charges|accepts|allows|already|this|others|always|unless|access|across|holds|reads|signs|asks|makes|means|wants|leads|points|ends|keeps|changes|requires|contains|supports|appears|blocks|runs|comes|grants|forbids|denies|rejects|refuses|fails|plus|responds|will|selects|includes|builds|remains|recommends)$/;

/** Texts whose number is never one, with the reason. */
const NEVER_ONE: Readonly<Record<string, string>> = {
  '{0} clusters': 'the status bar names one',
  '{0} deployments': 'the status bar names one',
  'In one of {0} clusters': 'one is named',
  'No response within {0} seconds.': 'a constant',
  'The token of cluster {0} was revoked. The cluster may accept it for up to {1} more seconds.': 'a constant',
  'The cluster may accept the old token for up to {0} more seconds.': 'a constant',
  'A node group can have at most {0} instance types.': 'a constant',
  'At most {0} secrets are allowed.': 'a constant',
  'There are more than {0} labels.': 'a constant',
  'There are more than {0} taints.': 'a constant',
  'EKS accepts at most {0} blocks.': 'a constant',
  'There are more than {0} administrators.': 'a constant',
  'CloudFormation accepts at most {0} tags in addition to the extension’s own.': 'a constant',
  'EKS requires {0} available IP addresses in each subnet. These have fewer: {1}.': 'a constant',
  'EKS recommends {0} available IP addresses in each subnet. These have fewer: {1}.': 'a constant',
  'In {0} Availability Zones, each with {1} available IP addresses or more.':
    'EKS asks for two zones at least',
  '{0} returned a list without an end. Reading stopped after {1} pages.': 'hundreds',
  'The policy has {0} characters, but IAM allows at most {1}.': 'thousands',
  'The policy has {0} of the {1} characters that IAM allows.': 'thousands',
  'The template has {0} bytes, but CloudFormation allows at most {1}.': 'thousands',
  'The provision role has all {0} permissions to create and delete this cluster, and is allowed to pass {1} to EKS.':
    'dozens',
  '{0} of {1} permissions are granted. The others could not be checked.': 'dozens',
  'Enter a text of at most {0} characters in one line.': 'hundreds',
  'A variable name begins with a letter or _, and has at most {0} letters, digits and _.': 'hundreds',
  'A value can have at most {0} bytes.': 'thousands',
  'The rollout has not finished after {0} minutes.': 'a constant',
  'up to {0} pods': 'four on the smallest instance',
  '{0} of {1} resources done': 'the template has more than one',
  'CloudFormation will delete the stack {0} and everything in it. {1} This cannot be undone.': 'a sentence',
};

/** Every text of the source, with its file. */
const texts = ['src', 'webview'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => (entry.isFile() && entry.name.endsWith('.ts')) || entry.name.endsWith('.tsx'))
    .flatMap((entry) => {
      const source = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      const found = [...source.matchAll(/l10n\.t\(\s*'(?<text>(?:[^'\\]|\\.)*)'/g)];
      return found.map(({ groups }) => ({ text: groups?.['text'] ?? '', source }));
    }),
);

describe('Texts that count', () => {
  it('are found', () => {
    const counting = texts.filter(({ text }) => COUNT.test(text));
    deepStrictEqual(counting.filter(({ source }) => source.includes('counted(')).length > 10, true);
  });

  it('have a text of their own for one, or their number is never one', () => {
    const alone = texts
      .filter(({ text, source }) => {
        const noun = COUNT.exec(text)?.groups?.['noun'];
        return noun !== undefined && !VERBS.test(noun) && !source.includes('counted(');
      })
      .map(({ text }) => text)
      .filter((text) => !(text in NEVER_ONE));
    deepStrictEqual(alone, []);
  });
});
