import * as l10n from '@vscode/l10n';
import { POLICY_NAMES, policyKind, type DenyingPolicy } from './denying-policy';

/** What one of AWS's sentences says of an access that was denied. Absent is what the sentence leaves unsaid. */
export interface Denial {
  /** For example `iam:PassRole`. */
  readonly action?: string;
  /** What no policy allows, where that is another service's action than the one that was called. */
  readonly needs?: string;
  /** An ARN, or as IAM names its own: `role demo`. */
  readonly resource?: string;
  /** ARN or account ID of the caller. */
  readonly principal?: string;
  readonly policy?: DenyingPolicy;
  /** `explicit`: a policy forbids it. `implicit`: no policy allows it. `unsaid`: AWS does not say which of the two. */
  readonly effect: 'explicit' | 'implicit' | 'unsaid';
  /** Of the policy that forbids it, which AWS names within an organization. */
  readonly policyArn?: string;
}

/** CloudFormation's longest reason is 1,024 characters; a decoded or wrapped denial is not much longer. */
const LONGEST_SENTENCE = 6_000;

/** The only place that reads how AWS words a denial, for all services; `undefined` for any other sentence. */
export function parseDenial(sentence: string): Denial | undefined {
  const text = sentence.slice(0, LONGEST_SENTENCE).replace(/\s+/g, ' ');
  const action = actionIn(text);
  const why = reasonIn(text, action);
  if (action === undefined && why.effect === 'unsaid' && why.policy === undefined) return undefined;
  return {
    action,
    needs: needsIn(text, action),
    resource: resourceIn(text),
    principal: principalIn(text),
    ...why,
  };
}

const ACTION = String.raw`["'\x60]?(?<service>[a-zA-Z][\w-]{1,40}): ?(?<name>[A-Za-z*][\w*]{1,90})`;

/** How services lead up to the action, the most exact one first. */
const ACTIONS = [
  new RegExp(String.raw`\bauthori[sz]ed to perform(?: the)?(?: action| operation)?:? ?${ACTION}`, 'i'),
  // CloudFormation's and EKS's own: https://github.com/terraform-aws-modules/terraform-aws-eks/issues/823
  new RegExp(
    String.raw`\bpermissions? (?:to (?:perform|call|use)|for)(?: the)?(?: action| operation)?:? ?${ACTION}`,
    'i',
  ),
  new RegExp(String.raw`\bpermission ${ACTION}["'\x60]? is required`, 'i'),
  new RegExp(String.raw`\b(?:missing|lacks?|requires?)(?: the| required)? permissions?:? ?${ACTION}`, 'i'),
];
const ALLOWED = new RegExp(String.raw`\b(?:polic(?:y|ies)|boundary) allows? the ${ACTION} action`, 'i');

/** CloudFormation's older handlers name the call first, whatever became of it. */
const CALLED = new RegExp(String.raw`^(?:Resource handler returned message: ")?API: ${ACTION} (?<rest>.*)$`);
const REFUSED =
  /\bnot authori[sz]ed\b|\bdo(?:es)? ?n[o']t have permission|\bunauthori[sz]ed|\baccess ?denied|\bexplicit(?:ly)? den/i;

function actionIn(text: string): string | undefined {
  const called = CALLED.exec(text)?.groups;
  const found =
    firstGroups(ACTIONS, text) ??
    (REFUSED.test(called?.['rest'] ?? '') ? called : undefined) ??
    ALLOWED.exec(text)?.groups;
  return actionOf(found);
}

/** To make an endpoint across regions, for example, EC2 asks for an action of `vpce`. */
function needsIn(text: string, action: string | undefined): string | undefined {
  const needed = actionOf(ALLOWED.exec(text)?.groups);
  const serviceOf = (named?: string) => named?.split(':')[0]?.toLowerCase();
  return serviceOf(needed) === serviceOf(action) ? undefined : needed;
}

function actionOf({ service, name }: Groups = {}): string | undefined {
  return service === undefined || name === undefined ? undefined : `${service}:${name}`;
}

type Groups = Readonly<Record<string, string | undefined>>;

function firstGroups(patterns: readonly RegExp[], text: string): Groups | undefined {
  return patterns.map((pattern) => pattern.exec(text)?.groups).find((groups) => groups !== undefined);
}

const RESOURCE =
  /\bon(?: the)? resources?:? ["']?(?<resource>(?:(?:role|user|group|policy|instance profile|server certificate|mfa device|saml provider|oidc provider) )?[^\s"'()]{1,1200})/i;

function resourceIn(text: string): string | undefined {
  const { resource } = RESOURCE.exec(text)?.groups ?? {};
  // "on the resource associated with this ciphertext", as KMS says.
  if (resource === undefined || /^(?:associated|because|with)$/.test(resource)) return undefined;
  return resource.replace(/[.,;:}\\]+$/, '');
}

const PRINCIPALS = [
  /(?<principal>arn:[^\s"'()]{1,600}) is not authori[sz]ed to perform/,
  /\b(?:User|Role|Principal|Caller)(?: with (?:ARN|accountId))?:? ["']?(?<principal>arn:[^\s"'(),]{1,600}|\d{12}|anonymous)/i,
];

function principalIn(text: string): string | undefined {
  return firstGroups(PRINCIPALS, text)?.['principal'];
}

type Reason = Pick<Denial, 'policy' | 'effect' | 'policyArn'>;

/** KMS does not tell a key that is not there from a key policy that does not allow, or that forbids. */
const KEY_OR_POLICY =
  /no resource-based polic(?:y|ies) allows? access, or a resource-based policy explicitly denies/i;

const ARTICLE = '(?:(?:an?|the|your|one or more) )?';
const EXPLICIT = new RegExp(
  String.raw`\b(?:explicit deny|explicitly denied|explicitly denies|denied|forbidden|blocked|disabled)(?: (?:in|by) ${ARTICLE}(?<policy>${POLICY_NAMES})\b(?: transitively through ${ARTICLE}(?<through>${POLICY_NAMES})\b)?(?:,? (?:with policy ARN|policy ARN))?:?(?: (?<arn>arn:[^\s"'(),]{1,600}))?)`,
  'i',
);
const EXPLICIT_ALONE = /\bexplicit deny\b/i;
const IMPLICIT = new RegExp(
  String.raw`\bbecause (?:no|the|neither) (?<policy>${POLICY_NAMES})\b (?:allows?|grants?|permits?)\b`,
  'i',
);

function reasonIn(text: string, action: string | undefined): Reason {
  if (KEY_OR_POLICY.test(text)) return { policy: 'key', effect: 'unsaid' };
  const explicit = EXPLICIT.exec(text)?.groups;
  if (explicit) {
    const { policy = '', through = policy, arn } = explicit;
    return { ...policyOf(through, action), effect: 'explicit', policyArn: arn?.replace(/[.,;:]+$/, '') };
  }
  if (EXPLICIT_ALONE.test(text)) return { effect: 'explicit' };
  const { policy } = IMPLICIT.exec(text)?.groups ?? {};
  return policy === undefined ? { effect: 'unsaid' } : { ...policyOf(policy, action), effect: 'implicit' };
}

/** The policy of a key is the resource-based policy of KMS. */
function policyOf(words: string, action = ''): Pick<Denial, 'policy'> {
  const policy = policyKind(words);
  return { policy: policy === 'resource' && /^kms:/i.test(action) ? 'key' : policy };
}

/** The action that was denied, where the sentence names it. */
export function deniedAction(sentence: string): string | undefined {
  return parseDenial(sentence)?.action;
}

/** The action and, where there is only one, its resource. */
export function describeDeniedCall(sentence: string): string | undefined {
  const { needs, action = needs, resource = '*' } = parseDenial(sentence) ?? {};
  if (needs !== undefined || action === undefined || resource === '*') return needs ?? action;
  return l10n.t('{0} on {1}', action, resource);
}

/** The code of the catalogue for a call of the provision role that AWS denied in these words. */
export function denialErrorCode(sentence: string) {
  const { policy, effect } = parseDenial(sentence) ?? {};
  switch (policy) {
    case 'serviceControl':
    case 'resourceControl':
    case 'declarative':
      return 'denied-by-organization';
    case 'boundary':
      return 'denied-by-boundary';
    case 'session':
      return 'denied-by-session-policy';
    case 'endpoint':
      return 'denied-by-endpoint';
    case 'key':
      return 'denied-by-key-policy';
    case 'resource':
    case 'trust':
      return effect === 'explicit' ? 'denied-explicitly' : 'denied-by-resource-policy';
    case 'identity':
    case undefined:
      return effect === 'explicit' ? 'denied-explicitly' : 'permission-missing';
  }
}
