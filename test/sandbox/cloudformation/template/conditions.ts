import { evaluateCondition, type Scope } from './evaluate';
import { validationError, type Template, type Value } from './template';

/** Evaluates the Conditions section. Conditions may name each other, in any order. */
export function settleConditions(
  template: Template,
  names: Readonly<Record<string, Value>>,
): ReadonlyMap<string, boolean> {
  const conditions = new Map<string, boolean>();
  const open = new Set<string>();
  const settle = (name: string): boolean => {
    const known = conditions.get(name);
    if (known !== undefined) return known;
    const definition = template.conditions[name];
    if (definition === undefined) throw unresolvedCondition(name);
    if (open.has(name))
      throw validationError(`Template format error: Circular condition dependency on ${name}`);
    open.add(name);
    const value = evaluateCondition(definition, scope);
    conditions.set(name, value);
    return value;
  };
  const noResources = (name: string): never => {
    throw validationError(
      `Template format error: Unresolved dependencies [${name}]. Cannot reference resources in the Conditions block of the template`,
    );
  };
  const scope: Scope = {
    ref: (name) => names[name] ?? noResources(name),
    attribute: noResources,
    condition: settle,
  };
  Object.keys(template.conditions).forEach(settle);
  return conditions;
}

/** What a condition came to. */
export function settled(conditions: ReadonlyMap<string, boolean>, name: string): boolean {
  const value = conditions.get(name);
  if (value === undefined) throw unresolvedCondition(name);
  return value;
}

function unresolvedCondition(name: string): Error {
  return validationError(
    `Template format error: Unresolved condition dependency ${name} in the Resources block of the template`,
  );
}
