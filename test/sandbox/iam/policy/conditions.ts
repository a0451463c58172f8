import type { Condition } from './document';
import { matchesArn, matchesWildcards } from './wildcards';

/** What is known of a request, by condition key, for example `iam:PassedToService`. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

type Comparison = (expected: string, actual: string) => boolean;

/** Operators that one of the statement's values has to satisfy. */
const POSITIVE: Readonly<Record<string, Comparison>> = {
  StringEquals: (expected, actual) => expected === actual,
  StringEqualsIgnoreCase: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  StringLike: matchesWildcards,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  NumericEquals: (expected, actual) => Number(expected) === Number(actual),
  NumericLessThanEquals: (expected, actual) => Number(actual) <= Number(expected),
  NumericGreaterThanEquals: (expected, actual) => Number(actual) >= Number(expected),
};

/** Operators that are true when none of the values is met, and also when the request has no such key. */
const NEGATIVE: Readonly<Record<string, keyof typeof POSITIVE>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

interface Operator {
  readonly name: string;
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
}

function parseOperator(text: string): Operator {
  const [, quantifier, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/.exec(text) ?? [];
  return {
    name,
    quantifier: quantifier as Operator['quantifier'],
    ifExists: ifExists !== undefined,
  };
}

/** Whether IAM knows the operator, as far as this IAM goes. */
export function isOperator(text: string): boolean {
  const { name } = parseOperator(text);
  return name === 'Null' || name in POSITIVE || name in NEGATIVE;
}

/** Whether a request meets a condition. Several values of one key mean: any of them. */
export function isMet(condition: Condition, context: Context): boolean {
  const { name, quantifier, ifExists } = parseOperator(condition.operator);
  const actual = valueOf(context, condition.key);
  if (name === 'Null') return condition.values.includes(String(actual === undefined));

  const positive = POSITIVE[NEGATIVE[name] ?? name];
  const isNegative = name in NEGATIVE;
  if (!positive) return false;
  if (actual === undefined) return isNegative || ifExists || quantifier === 'ForAllValues';
  const meets = (value: string) =>
    condition.values.some((expected) => positive(expected, value)) !== isNegative;
  const values = [actual].flat();
  return quantifier === 'ForAllValues' ? values.every(meets) : values.some(meets);
}

/** Whether the request carries the key, whatever its case. */
export function isGiven(context: Context, key: string): boolean {
  return valueOf(context, key) !== undefined;
}

function valueOf(context: Context, key: string): string | readonly string[] | undefined {
  const wanted = key.toLowerCase();
  return Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** The key of each tag that a request puts on something. */
export function requestTagContext(tags: Readonly<Record<string, string>>): Context {
  const requested = Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value] as const);
  // A request that tags nothing has no such key.
  const keys = Object.keys(tags);
  return { ...Object.fromEntries(requested), ...(keys.length > 0 && { 'aws:TagKeys': keys }) };
}
