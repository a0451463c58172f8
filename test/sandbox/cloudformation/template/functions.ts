import { isList, isMap, validationError, type Value } from './template';

/** An intrinsic function as it is written in a template. */
export interface FunctionCall {
  readonly name: FunctionName;
  readonly argument: Value;
}

const FUNCTIONS = [
  'Ref',
  'Condition',
  'Fn::And',
  'Fn::Base64',
  'Fn::Equals',
  'Fn::GetAtt',
  'Fn::If',
  'Fn::Join',
  'Fn::Not',
  'Fn::Or',
  'Fn::Select',
  'Fn::Split',
  'Fn::Sub',
] as const;

type FunctionName = (typeof FUNCTIONS)[number];

/** Reads a value as a function call: a map whose only key names a function. */
export function functionCall(value: Value): FunctionCall | undefined {
  if (!isMap(value)) return undefined;
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0) return undefined;
  // `Condition` as a key is also an IAM policy statement's; as a function it names a condition.
  if (key === 'Condition' && typeof value[key] !== 'string') return undefined;
  const name = FUNCTIONS.find((known) => known === key);
  if (name) return { name, argument: value[key] ?? null };
  if (key.startsWith('Fn::')) {
    throw validationError(`Template error: the simulated CloudFormation does not evaluate ${key}`);
  }
  return undefined;
}

/** The arguments of a function that takes a list of exactly `count`. */
export function argumentList(call: FunctionCall, count: number): readonly Value[] {
  if (!isList(call.argument) || call.argument.length !== count) {
    throw validationError(`Template error: every ${call.name} object requires a list of ${count} arguments`);
  }
  return call.argument;
}

/** `[logicalId, attribute]` of a GetAtt, in either of its two forms. */
export function attributeReference(call: FunctionCall): readonly [resource: string, attribute: string] {
  const parts = typeof call.argument === 'string' ? call.argument.split('.') : call.argument;
  if (isList(parts) && parts.length >= 2 && parts.every((part) => typeof part === 'string')) {
    const [resource = '', ...attribute] = parts;
    return [resource, attribute.join('.')];
  }
  throw validationError(
    'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
  );
}

/** The text of a Sub and the variables of its second form. */
export function substitution(call: FunctionCall): {
  text: string;
  variables: Readonly<Record<string, Value>>;
} {
  if (typeof call.argument === 'string') return { text: call.argument, variables: {} };
  if (isList(call.argument)) {
    const [text, variables] = call.argument;
    if (typeof text === 'string' && isMap(variables)) return { text, variables };
  }
  throw validationError(
    "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
  );
}

/** `${Name}` or `${Name.Attribute}`; `${!Literal}` means `${Literal}`. */
export const SUBSTITUTION = /\$\{(!?)([^}]*)\}/g;
