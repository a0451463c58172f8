import { userError } from '../errors/catalogue';
import { POLICY_LIMIT } from '../policy';
import { cloudFormation } from './cloudformation';
import { documentOf, provisionPolicyOf, policyScope, type PolicyScope } from './policy-documents';
import { shellScript } from './shell-script';
import { type ExportFormat, EXPORT_KINDS, type ExportOptions } from './export-options';

/** A document to give to a cloud team. */
export interface GeneratedDocument {
  readonly text: string;
  readonly language: DocumentLanguage;
}

/** As VS Code calls them. */
export type DocumentLanguage = 'json' | 'shellscript';

const LANGUAGES: { readonly [F in ExportFormat]: DocumentLanguage } = {
  json: 'json',
  cli: 'shellscript',
  cloudformation: 'json',
};

/** Generates the document. Throws UserError where IAM would reject it. @param place where a document is to apply */
export function generateDocument(
  options: ExportOptions,
  place: PolicyScope = policyScope(options),
): GeneratedDocument {
  const length = policyLength(options);
  if (length > POLICY_LIMIT) throw userError('policy-too-long', { length, limit: POLICY_LIMIT });
  return { text: textOf(options, place), language: LANGUAGES[options.format] };
}

/** The characters of its policy that IAM counts, where partition and account are the longest that there are. */
export function policyLength(options: ExportOptions): number {
  if (!EXPORT_KINDS[options.kind].hasPolicy) return 0;
  const longest = { partition: 'aws-us-gov', accountId: '000000000000' };
  return JSON.stringify(provisionPolicyOf(options, longest)).length;
}

function textOf(options: ExportOptions, place: PolicyScope): string {
  switch (options.format) {
    case 'json':
      return toJson(documentOf(options, place));
    case 'cli':
      return shellScript(options);
    case 'cloudformation':
      return toJson(cloudFormation(options));
  }
}

function toJson(json: object | undefined): string {
  if (!json) throw new Error('An export kind has a format in which there is nothing to write.');
  return `${JSON.stringify(json, null, 2)}\n`;
}
