import { ServiceError } from '../../service';
import { isOperator } from './conditions';

/** An IAM policy, with single values made lists. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Matcher;
  /** Absent from trust policies: their resource is the role. */
  readonly resources: Matcher | undefined;
  /** Only trust policies have one. */
  readonly principals: Principals | undefined;
  readonly conditions: readonly Condition[];
}

/** `Action` and `Resource` list what a statement is about, `NotAction` and `NotResource` what it is not. */
export interface Matcher {
  readonly kind: 'only' | 'all but';
  readonly patterns: readonly string[];
}

interface Principals {
  /** Account IDs and ARNs; `*` for everybody. */
  readonly aws: readonly string[];
  /** Such as `eks.amazonaws.com`. */
  readonly services: readonly string[];
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Reads a policy document; throws IAM's MalformedPolicyDocument for what is none. */
export function parsePolicy(text: string): PolicyDocument {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed('This policy contains invalid Json');
  }
  if (!isObject(document)) throw malformed('Syntax errors in policy.');
  return { statements: list(document['Statement']).map(parseStatement) };
}

function parseStatement(statement: unknown): Statement {
  if (!isObject(statement)) throw malformed('Syntax errors in policy.');
  const { Effect: effect, Principal: principal } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') throw malformed('Syntax errors in policy.');
  const actions = parseMatcher(statement, 'Action');
  if (!actions) throw malformed('Policy statement must contain actions.');
  return {
    effect,
    actions,
    resources: parseMatcher(statement, 'Resource'),
    principals: principal === undefined ? undefined : parsePrincipals(principal),
    conditions: parseConditions(statement['Condition']),
  };
}

function parseMatcher(
  statement: Record<string, unknown>,
  element: 'Action' | 'Resource',
): Matcher | undefined {
  if (element in statement) return { kind: 'only', patterns: texts(statement[element]) };
  const negated = `Not${element}`;
  return negated in statement ? { kind: 'all but', patterns: texts(statement[negated]) } : undefined;
}

function parsePrincipals(principal: unknown): Principals {
  if (principal === '*') return { aws: ['*'], services: [] };
  if (!isObject(principal)) throw malformed('Invalid principal in policy.');
  return { aws: texts(principal['AWS']), services: texts(principal['Service']) };
}

function parseConditions(block: unknown): readonly Condition[] {
  if (block === undefined) return [];
  if (!isObject(block)) throw malformed('Syntax errors in policy.');
  return Object.entries(block).flatMap(([operator, byKey]) => {
    if (!isObject(byKey)) throw malformed('Syntax errors in policy.');
    if (!isOperator(operator)) throw malformed(`Invalid Condition type : ${operator}.`);
    return Object.entries(byKey).map(([key, values]) => ({ operator, key, values: texts(values) }));
  });
}

function texts(value: unknown): readonly string[] {
  return list(value).map(String);
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(message: string): ServiceError {
  return new ServiceError('MalformedPolicyDocument', message);
}
