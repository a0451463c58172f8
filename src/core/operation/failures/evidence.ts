import type { HealthIssue } from '../../ports/health';

/** What a service says of a failure. */
export interface Evidence {
  /** Code of one of EKS's health issues, where it is one. */
  readonly code?: string;
  readonly text: string;
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

/** All that is known, the services' own words before CloudFormation's. */
export function evidenceOf(reason: string, { issues, activities }: FailureDetails): readonly Evidence[] {
  const sentence = readable(reason, LONGEST_TEXT);
  return [
    ...issues.map(fromIssue),
    ...activities.map((text) => ({ text: readable(text, LONGEST_TEXT), resourceIds: [] })),
    ...printedIssues(sentence).map(fromIssue),
    { text: sentence, resourceIds: [] },
  ];
}

function fromIssue({ code, message, resourceIds }: HealthIssue): Evidence {
  const ids = resourceIds.slice(0, MOST_IDS).map(safeValue);
  return { code, text: readable(message === '' ? code : message, LONGEST_TEXT), resourceIds: ids };
}

function printedIssues(sentence: string): readonly HealthIssue[] {
  return [...sentence.matchAll(PRINTED_ISSUE)].map(({ groups = {} }) => ({
    code: groups['code'] ?? '',
    message: groups['message'] ?? '',
    resourceIds: (groups['ids'] ?? '').split(/, ?/).filter((id) => id !== ''),
  }));
}

/** What stands around a service's sentence: codes, paths and numbers, which CloudFormation's console shows, too. */
const BEFORE = /^(?:Resource handler returned message: "|VALIDATION_FAILED \S{1,300}: )+/;
const AFTER = /(?:"? \((?:Service|SDK Attempt Count|RequestToken): [^()]{1,300}\))+"?$/;

/** The service's own sentence. */
export function spoken(text: string): string {
  return text.replace(BEFORE, '').replace(AFTER, '').trim();
}

/** A value that AWS names in a sentence: by then it may have been in anybody's hands. */
export function safeValue(value: string): string {
  return readable(value.replace(/[<>&"`]/g, ''), LONGEST_VALUE);
}

/** Without characters that are not seen, and that may turn around those that are. */
function readable(text: string, longest: number): string {
  const visible = text.replace(/\p{C}+/gu, ' ').trim();
  return visible.length > longest ? `${visible.slice(0, longest)}…` : visible;
}
