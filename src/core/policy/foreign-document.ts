import { parseArn } from '../arn';
import { withoutTrailing } from '../foreign/trailing';
import { isList, type TemplateValue } from '../template/language';

/** A policy document as IAM hands it out, by anybody's hand; its statement may stand alone. */
interface ForeignDocument {
  readonly Statement: TemplateValue;
  readonly [key: string]: TemplateValue;
}

/** One of its statements, with whatever keys somebody gave it. */
export type ForeignStatement = Readonly<Record<string, TemplateValue>>;

/** A document of IAM's, which has checked that it is one, with its statements as a list. */
export function parsePolicyDocument(json: string): {
  readonly Statement: readonly ForeignStatement[];
  readonly [key: string]: TemplateValue;
} {
  const document = JSON.parse(json) as ForeignDocument;
  return { ...document, Statement: listOf(document.Statement) as readonly ForeignStatement[] };
}

/** In a policy a single value means a list of one. */
export function listOf(value: TemplateValue | undefined): readonly TemplateValue[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

/** The same where the values are texts; IAM also takes numbers and truth values for them. */
export function stringsOf(value: TemplateValue | undefined): readonly string[] {
  return listOf(value).flatMap((text) => (typeof text === 'object' ? [] : [String(text)]));
}

/** The entries of what should be a map: `*` may mean every principal, and a condition may be missing. */
export function mapOf(value: TemplateValue | undefined): ForeignStatement {
  return typeof value === 'object' && !isList(value) ? value : {};
}

/** Whom a statement of a trust names by ARN or account, or `*`; services are not among them. */
export function principalsOf({ Principal }: ForeignStatement): readonly string[] {
  return Principal === '*' ? [Principal] : stringsOf(mapOf(Principal)['AWS']);
}

/** Which services a statement of a trust names. */
export function servicesOf({ Principal }: ForeignStatement): readonly string[] {
  return stringsOf(mapOf(Principal)['Service']);
}

/** Whether a principal is the account itself, or somebody in it. */
export function isOfAccount(principal: string, accountId: string): boolean {
  return principal === accountId || parseArn(principal)?.accountId === accountId;
}

/** IAM's wildcards: `*` is any text, `?` any character. */
export function matchesPattern(pattern: string, text: string): boolean {
  return fitsWildcards(pattern, text);
}

/** IAM does not mind the case of actions. */
export function matchesAction(pattern: string, action: string): boolean {
  return fitsWildcards(pattern.toLowerCase(), action.toLowerCase());
}

/** Only the last asterisk ever gives way: as a regular expression, a pattern of many would try them all together. */
function fitsWildcards(pattern: string, text: string): boolean {
  let [at, read] = [0, 0];
  let asterisk: { readonly at: number; taken: number } | undefined;
  while (read < text.length) {
    if (pattern[at] === '*') {
      asterisk = { at: at++, taken: read };
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[read])) {
      at++;
      read++;
    } else if (asterisk) {
      at = asterisk.at + 1;
      read = ++asterisk.taken;
    } else return false;
  }
  return withoutTrailing(pattern.slice(at), '*') === '';
}

/** Values that say the same are the same text, in whatever order somebody or IAM wrote them down. */
export function canonical(value: TemplateValue | undefined): string {
  if (value === undefined) return '';
  if (isList(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${key}:${canonical(listOf(inner))}`);
  return `{${entries.sort().join()}}`;
}
