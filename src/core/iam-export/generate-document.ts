import { userError } from '../errors/catalogue';
import { cloudFormation } from './cloudformation';
import { documentOf, provisionPolicyOf, whereabouts, type Whereabouts } from './policy-documents';
import { shellScript } from './shell-script';
import { type Format, OFFERS, type Wishes } from './export-options';

/** What a cloud team is handed. */
export interface Handout {
  readonly text: string;
  readonly language: Language;
}

/** As VS Code calls them. */
export type Language = 'json' | 'shellscript';

const LANGUAGES: { readonly [F in Format]: Language } = {
  json: 'json',
  cli: 'shellscript',
  cloudformation: 'json',
};

/** White space not counted. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const POLICY_LIMIT = 6_144;

/** Writes what is wished for. Throws where IAM would not take it. @param place where a document is to apply */
export function handoutOf(wishes: Wishes, place: Whereabouts = whereabouts(wishes)): Handout {
  const length = policyLength(wishes);
  if (length > POLICY_LIMIT) throw userError('policy-too-long', { length, limit: POLICY_LIMIT });
  return { text: textOf(wishes, place), language: LANGUAGES[wishes.format] };
}

/** The characters of its policy that IAM counts, where partition and account are the longest that there are. */
export function policyLength(wishes: Wishes): number {
  if (!OFFERS[wishes.subject].hasPolicy) return 0;
  const longest = { partition: 'aws-us-gov', accountId: '000000000000' };
  return JSON.stringify(provisionPolicyOf(wishes, longest)).length;
}

function textOf(wishes: Wishes, place: Whereabouts): string {
  switch (wishes.format) {
    case 'json':
      return written(documentOf(wishes, place));
    case 'cli':
      return shellScript(wishes);
    case 'cloudformation':
      return written(cloudFormation(wishes));
  }
}

function written(json: object | undefined): string {
  if (!json) throw new Error('OFFERS has a format in which there is nothing to write.');
  return `${JSON.stringify(json, null, 2)}\n`;
}
