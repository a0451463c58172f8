import * as l10n from '@vscode/l10n';
import type { Field } from '../../cluster-form/draft';
import { parseHookReason } from '../hook-reason';
import type { FailureRow } from './failure-row';

/** What a hook checks, by the words that its author uses. The first that fits counts. */
const TOPICS: readonly (readonly [words: RegExp, field: Field])[] = [
  [/public access ?cidr|cidr/i, 'publicCidrs'],
  [/public(?:ly)? .{0,40}(?:access|endpoint)|endpoint|private access/i, 'endpointAccess'],
  [/\bkms\b|encrypt.{0,60}secret|secret.{0,60}encrypt|envelope|customer[- ]managed key/i, 'kmsKeyArn'],
  [/\blog(?:s|ging)?\b|audit/i, 'logTypes'],
  [/\btag(?:s|ged|ging)?\b/i, 'tags'],
  [/deletion protection/i, 'deletionProtection'],
  [/kubernetes version|supported version|version/i, 'kubernetesVersion'],
  [/instance ?types?/i, 'instanceType'],
  [/subnets?/i, 'subnetIds'],
  [/security groups?/i, 'securityGroupId'],
];

/** Checks of an organization that look at a resource before CloudFormation makes it. */
export const HOOKS: readonly FailureRow[] = [
  {
    id: 'hook',
    patterns: [{ exec: (text) => (parseHookReason(text) ? { groups: hookGroups(text) } : null) }],
    cause: ({ values: { hooks = '' } }) =>
      hooks === ''
        ? l10n.t('A CloudFormation hook in your organization rejected the template.')
        : l10n.t('A CloudFormation hook in your organization rejected the template: {0}.', hooks),
    remedy: ({ text }) =>
      fieldOf(text) === undefined
        ? l10n.t('Change what the hook names, or ask your cloud team for an exception.')
        : l10n.t('Change this setting in the form, or ask your cloud team for an exception.'),
    field: ({ text }) => fieldOf(text),
  },
];

function hookGroups(text: string): Record<string, string> {
  return { hooks: parseHookReason(text)?.hooks ?? '' };
}

function fieldOf(text: string): Field | undefined {
  const said = parseHookReason(text)?.said ?? '';
  return TOPICS.find(([words]) => words.test(said))?.[1];
}
