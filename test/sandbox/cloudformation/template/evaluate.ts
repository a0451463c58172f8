import {
  argumentList,
  attributeReference,
  functionCall,
  substitution,
  SUBSTITUTION,
  type FunctionCall,
} from './functions';
import { attributePath } from './parse';
import { isList, isMap, scalarText, validationError, type Value } from './template';

/** What a template's functions refer to. */
export interface Scope {
  /** Value of a parameter, pseudo parameter or resource; `undefined` when there is none of that name. */
  ref(name: string): Value | undefined;
  attribute(resource: string, name: string): Value;
  condition(name: string): boolean;
}

/** What `AWS::NoValue` evaluates to: the property that holds it is as good as absent. */
const noValue = Symbol('AWS::NoValue');
type Evaluated = Value | typeof noValue;

/** Evaluates every function in `value`. */
export function evaluate(value: Value, scope: Scope): Value {
  const evaluated = evaluateAny(value, scope);
  return evaluated === noValue ? null : evaluated;
}

function evaluateAny(value: Value, scope: Scope): Evaluated {
  const call = functionCall(value);
  if (call) return evaluateCall(call, scope);
  if (isList(value)) return value.map((item) => evaluateAny(item, scope)).filter((item) => item !== noValue);
  if (!isMap(value)) return value;
  const members: Record<string, Value> = {};
  for (const [key, member] of Object.entries(value)) {
    const evaluated = evaluateAny(member, scope);
    if (evaluated !== noValue) members[key] = evaluated;
  }
  return members;
}

function evaluateCall(call: FunctionCall, scope: Scope): Evaluated {
  switch (call.name) {
    case 'Ref':
      return evaluateRef(asText(call.argument, call), scope);
    case 'Fn::GetAtt':
      return scope.attribute(...attributeReference(call));
    case 'Fn::Sub':
      return substitute(call, scope);
    case 'Fn::If':
      return evaluateIf(call, scope);
    case 'Fn::Join': {
      const [delimiter = '', items = []] = argumentList(call, 2);
      return evaluateList(items, call, scope)
        .map((item) => asText(item, call))
        .join(asText(delimiter, call));
    }
    case 'Fn::Select': {
      const [index = 0, items = []] = argumentList(call, 2);
      return select(Number(evaluate(index, scope)), evaluateList(items, call, scope));
    }
    case 'Fn::Split': {
      const [delimiter = '', text = ''] = argumentList(call, 2);
      return asText(evaluate(text, scope), call).split(asText(delimiter, call));
    }
    case 'Fn::Base64':
      return Buffer.from(asText(evaluate(call.argument, scope), call)).toString('base64');
    case 'Fn::And':
    case 'Fn::Or':
    case 'Fn::Not':
    case 'Fn::Equals':
    case 'Condition':
      return evaluateCondition({ [call.name]: call.argument }, scope);
  }
}

/** Evaluates a value of the Conditions section: a function whose result is true or false. */
export function evaluateCondition(value: Value, scope: Scope): boolean {
  const call = functionCall(value);
  if (call?.name === 'Condition') return scope.condition(asText(call.argument, call));
  if (call?.name === 'Fn::Not') return !evaluateCondition(argumentList(call, 1)[0] ?? null, scope);
  if (call?.name === 'Fn::And') return conditionList(call).every((each) => evaluateCondition(each, scope));
  if (call?.name === 'Fn::Or') return conditionList(call).some((each) => evaluateCondition(each, scope));
  if (call?.name === 'Fn::Equals') {
    const [left, right] = argumentList(call, 2).map((side) => comparable(evaluate(side, scope)));
    return left === right;
  }
  throw validationError(
    'Template format error: Conditions can only be boolean operations on parameters and other conditions',
  );
}

function conditionList(call: FunctionCall): readonly Value[] {
  if (isList(call.argument) && call.argument.length >= 2 && call.argument.length <= 10) return call.argument;
  throw validationError(`Template error: every ${call.name} object requires a list of 2 to 10 conditions`);
}

/** Parameters are text: `1` in the template equals the parameter's `"1"`. */
function comparable(value: Value): string {
  return scalarText(value) ?? JSON.stringify(value);
}

function evaluateRef(name: string, scope: Scope): Evaluated {
  if (name === 'AWS::NoValue') return noValue;
  const value = scope.ref(name);
  if (value !== undefined) return value;
  throw validationError(`Template format error: Unresolved resource dependencies [${name}]`);
}

function evaluateIf(call: FunctionCall, scope: Scope): Evaluated {
  const [condition = '', whenTrue = null, whenFalse = null] = argumentList(call, 3);
  return evaluateAny(scope.condition(asText(condition, call)) ? whenTrue : whenFalse, scope);
}

function substitute(call: FunctionCall, scope: Scope): string {
  const { text, variables } = substitution(call);
  return text.replace(SUBSTITUTION, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const variable = variables[name];
    if (variable !== undefined) return asText(evaluate(variable, scope), call);
    const value = name.includes('.')
      ? scope.attribute(...attributePath(name))
      : evaluate({ Ref: name }, scope);
    return asText(value, call);
  });
}

function select(index: number, items: readonly Value[]): Value {
  const item = items[index];
  if (item !== undefined) return item;
  throw validationError(
    'Template error: Fn::Select cannot select nonexistent value at index ' + String(index),
  );
}

function evaluateList(value: Value, call: FunctionCall, scope: Scope): readonly Value[] {
  const list = evaluate(value, scope);
  if (isList(list)) return list;
  throw validationError(`Template error: every ${call.name} object requires a list`);
}

function asText(value: Value, call: FunctionCall): string {
  const text = scalarText(value);
  if (text !== undefined) return text;
  throw validationError(`Template error: every ${call.name} object takes strings, not lists or objects`);
}
