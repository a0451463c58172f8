import {
  argumentList,
  attributeReference,
  functionCall,
  substitution,
  SUBSTITUTION,
  type FunctionCall,
} from './functions';
import { attributePath } from './parse';
import { isList, isMap, scalarText, type Value } from './template';

/** What a value names elsewhere in its template. */
export type Reference =
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'attribute'; readonly name: string; readonly attribute: string }
  | { readonly kind: 'condition'; readonly name: string };

/**
 * Everything that `value` names. The branch of an `Fn::If` that is not taken names nothing.
 * @param conditions what each condition came to; without it both branches count
 */
export function references(value: Value, conditions?: ReadonlyMap<string, boolean>): readonly Reference[] {
  const call = functionCall(value);
  if (call) return callReferences(call, conditions);
  if (isList(value)) return value.flatMap((item) => references(item, conditions));
  if (isMap(value)) return Object.values(value).flatMap((member) => references(member, conditions));
  return [];
}

function callReferences(call: FunctionCall, conditions?: ReadonlyMap<string, boolean>): readonly Reference[] {
  switch (call.name) {
    case 'Ref':
      return [{ kind: 'ref', name: scalarText(call.argument) ?? '' }];
    case 'Condition':
      return [{ kind: 'condition', name: scalarText(call.argument) ?? '' }];
    case 'Fn::GetAtt': {
      const [name, attribute] = attributeReference(call);
      return [{ kind: 'attribute', name, attribute }];
    }
    case 'Fn::Sub':
      return substitutionReferences(call, conditions);
    case 'Fn::If': {
      const [condition, whenTrue = null, whenFalse = null] = argumentList(call, 3);
      const name = scalarText(condition) ?? '';
      const taken = conditions?.get(name);
      return [
        { kind: 'condition', name },
        ...(taken === false ? [] : references(whenTrue, conditions)),
        ...(taken === true ? [] : references(whenFalse, conditions)),
      ];
    }
    case 'Fn::And':
    case 'Fn::Or':
    case 'Fn::Not':
    case 'Fn::Equals':
    case 'Fn::Join':
    case 'Fn::Select':
    case 'Fn::Split':
    case 'Fn::Base64':
      return references(call.argument, conditions);
  }
}

function substitutionReferences(
  call: FunctionCall,
  conditions?: ReadonlyMap<string, boolean>,
): readonly Reference[] {
  const { text, variables } = substitution(call);
  const inText = [...text.matchAll(SUBSTITUTION)]
    .filter(([, literal, name = '']) => literal === '' && !(name in variables))
    .map(([, , name = '']): Reference => {
      const [resource, attribute] = attributePath(name);
      return attribute === '' ? { kind: 'ref', name } : { kind: 'attribute', name: resource, attribute };
    });
  return [...inText, ...Object.values(variables).flatMap((value) => references(value, conditions))];
}
