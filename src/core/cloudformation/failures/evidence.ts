import type { HealthIssue } from '../../ports/health';
import { parseHookReason } from '../hook-reason';
import { unwrap } from './unwrap';

/** What a service says of a failure. */
export interface Evidence {
  /** Code of one of EKS's health issues, where it is one. */
  readonly code?: string;
  /** What is recognized: a sentence without what stood around it, or the codes that did. */
  readonly text: string;
  /** What is quoted, where that is not the text. */
  readonly quote?: string;
  readonly resourceIds: readonly string[];
}

/** What the services themselves know of a failed resource. */
export interface FailureDetails {
  readonly issues: readonly HealthIssue[];
  /** Why an Auto Scaling group could not launch instances, newest first. */
  readonly activities: readonly string[];
}

export const NO_DETAILS: FailureDetails = { issues: [], activities: [] };

/** CloudFormation's longest reason is 1,024 characters; a decoded denial adds some. */
const LONGEST_TEXT = 4_000;
const LONGEST_VALUE = 200;
const MOST_IDS = 5;

/**
 * CloudFormation's handlers print the issues of a node group or an add-on into their sentence, older ones with braces:
 * https://github.com/aws-samples/amazon-eks-ami-rhel/issues/11, https://github.com/aws/aws-cdk/issues/17556
 */
const PRINTED_ISSUE =
  /Code[=:] ?(?<code>\w{1,60}), ?Message[=:] ?(?<message>.{1,1000}?), ?ResourceIds[=:] ?\[(?<ids>[^\]]{0,1000})\]/g;

/** All that is known, the services' own words before CloudFormation's, and sentences before codes. */
export function collectEvidence(reason: string, { issues, activities }: FailureDetails): readonly Evidence[] {
  return [...issues.flatMap(fromIssue), ...activities.flatMap(fromText), ...fromText(reason)];
}

function fromIssue({ code, message, resourceIds }: HealthIssue): readonly Evidence[] {
  const ids = resourceIds.slice(0, MOST_IDS).map(safeValue);
  const [first, ...others] = fromText(message === '' ? code : message);
  return [{ text: code, ...first, code, resourceIds: ids }, ...others];
}

function fromText(text: string): readonly Evidence[] {
  const whole = readable(text, LONGEST_TEXT);
  if (whole === '') return [];
  const hook = parseHookReason(whole);
  // A hook's words are an organization's own: they are quoted, and not taken for a service's.
  if (hook) return [{ text: whole, quote: hook.said === '' ? whole : hook.said, resourceIds: [] }];
  const { sentence, codes, handlerCode = '' } = unwrap(whole);
  // CloudFormation's code is the explanation only where there is nothing else.
  const told = sentence === '' ? [...codes, handlerCode, withoutEnds(whole)] : codes;
  const quote = sentence === '' ? withoutEnds(whole) : sentence;
  return [
    ...printedIssues(sentence).flatMap(fromIssue),
    ...(sentence === '' ? [] : [{ text: sentence, resourceIds: [] }]),
    ...(told.length === 0 ? [] : [{ text: told.join(' '), quote, resourceIds: [] }]),
  ];
}

/** What is left of a text that holds no sentence, for it is quoted. */
function withoutEnds(text: string): string {
  return text
    .replace(/^Resource handler returned message: "?|"? ?\(RequestToken: [^()]{1,200}\)$/g, '')
    .trim();
}

function printedIssues(sentence: string): readonly HealthIssue[] {
  return [...sentence.matchAll(PRINTED_ISSUE)].map(({ groups = {} }) => ({
    code: groups['code'] ?? '',
    message: groups['message'] ?? '',
    resourceIds: (groups['ids'] ?? '').split(/, ?/).filter((id) => id !== ''),
  }));
}

/** A value that AWS names in a sentence: by then it may have been in anybody's hands. */
export function safeValue(value: string): string {
  return readable(value.replace(/[<>&"`]/g, ''), LONGEST_VALUE);
}

/** Without characters that are not seen, and that may turn around those that are. */
function readable(text: string, longest: number): string {
  // Four times as much: what is cut may be characters that are not seen.
  const visible = text
    .slice(0, 4 * longest)
    .replace(/\p{C}+/gu, ' ')
    .trim();
  return visible.length > longest ? `${visible.slice(0, longest)}…` : visible;
}
