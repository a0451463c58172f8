import * as l10n from '@vscode/l10n';

/** Which kind of policy AWS says stood in the way. `trust`: of the role that was to be assumed. */
export type DenyingPolicy =
  'identity' | 'organization' | 'boundary' | 'session' | 'trust' | 'endpoint' | 'resource';

/** `explicit`: one of those policies forbids it. `implicit`: none of them allows it. */
export interface Denial {
  readonly policy: DenyingPolicy;
  readonly effect: 'explicit' | 'implicit';
}

/**
 * AWS's words for each kind of policy. What of several AWS names is what it met first.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const POLICIES: Readonly<Record<string, DenyingPolicy>> = {
  'identity-based policy': 'identity',
  'service control policy': 'organization',
  'resource control policy': 'organization',
  'permissions boundary': 'boundary',
  'session policy': 'session',
  'role trust policy': 'trust',
  'VPC endpoint policy': 'endpoint',
  'resource-based policy': 'resource',
};

const SENTENCE = new RegExp(
  `(?:with an (?<explicit>explicit deny) in (?:an?|the) |because no )(?<policy>${Object.keys(POLICIES).join('|')})\\b`,
);

/** What a sentence of AWS says of why access was denied; `undefined` where it does not, as some services never do. */
export function readDenial(sentence: string): Denial | undefined {
  const { policy: words = '', explicit } = SENTENCE.exec(sentence)?.groups ?? {};
  const policy = POLICIES[words];
  return policy && { policy, effect: explicit === undefined ? 'implicit' : 'explicit' };
}

/** The action that was denied: AWS names it in a sentence alone. */
export function deniedAction(sentence: string): string | undefined {
  return /not authorized to perform: (\S+)/.exec(sentence)?.[1];
}

/** The action and, where it is one alone, what it was to be done to. */
export function deniedCall(sentence: string): string | undefined {
  const [, action, resource = '*'] =
    /not authorized to perform: (\S+)(?: on resource: (\S+))?/.exec(sentence) ?? [];
  if (action === undefined || resource === '*') return action;
  return l10n.t('{0} on {1}', action, resource);
}

/** The code of the catalogue for a call of the provision role that AWS denied in these words. */
export function denialCode(sentence: string) {
  const denial = readDenial(sentence);
  switch (denial?.policy) {
    case 'organization':
      return 'denied-by-organization';
    case 'boundary':
      return 'denied-by-boundary';
    case 'session':
      return 'denied-by-session-policy';
    case 'endpoint':
      return 'denied-by-endpoint';
    case 'identity':
    case 'resource':
    case 'trust':
      return denial.effect === 'explicit' ? 'denied-explicitly' : 'permission-missing';
    case undefined:
      return 'permission-missing';
  }
}
