import { settled } from './conditions';
import type { Reference } from './references';
import { validationError, type Template, type Value } from './template';

/** The attributes that a resource type has for `Fn::GetAtt`; `undefined` for a type that CloudFormation does not know. */
export type AttributesOf = (type: string) => readonly string[] | undefined;

export interface Dependent {
  readonly logicalId: string;
  /** Logical IDs that must be complete before this one begins. */
  readonly after: ReadonlySet<string>;
}

/** Refuses resource types that CloudFormation does not have. */
export function checkTypes(template: Template, attributesOf: AttributesOf): void {
  const unknown = [...new Set(Object.values(template.resources).map(({ type }) => type))].filter(
    (type) => attributesOf(type) === undefined,
  );
  if (unknown.length > 0) {
    throw validationError(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
  }
}

/** Whether a DependsOn names a resource of the template; anything else is refused. */
export function isKnown(logicalId: string, template: Template): boolean {
  if (logicalId in template.resources) return true;
  throw unresolved(logicalId, 'Resources');
}

/** Refuses references to what the template, as its conditions came out, does not have. */
export function checkReferences(
  found: readonly Reference[],
  known: {
    names: Readonly<Record<string, Value>>;
    resourceTypes: ReadonlyMap<string, string>;
    conditions: ReadonlyMap<string, boolean>;
    attributesOf: AttributesOf;
    block: 'Resources' | 'Outputs';
  },
): void {
  for (const reference of found) {
    switch (reference.kind) {
      case 'condition':
        settled(known.conditions, reference.name);
        break;
      case 'ref':
        if (reference.name === 'AWS::NoValue' || reference.name in known.names) break;
        if (!known.resourceTypes.has(reference.name)) throw unresolved(reference.name, known.block);
        break;
      case 'attribute':
        checkAttribute(reference.name, reference.attribute, known.resourceTypes, known.attributesOf);
        break;
    }
  }
}

function checkAttribute(
  logicalId: string,
  attribute: string,
  resourceTypes: ReadonlyMap<string, string>,
  attributesOf: AttributesOf,
): void {
  const type = resourceTypes.get(logicalId);
  if (type === undefined) {
    throw validationError(
      `Template error: instance of Fn::GetAtt references undefined resource ${logicalId}`,
    );
  }
  if (!attributesOf(type)?.includes(attribute)) {
    throw validationError(
      `Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`,
    );
  }
}

function unresolved(name: string, block: 'Resources' | 'Outputs'): Error {
  return validationError(
    `Template format error: Unresolved resource dependencies [${name}] in the ${block} block of the template`,
  );
}

/** Refuses dependencies that go in a circle: takes away what depends on nothing that is left, until nothing is left or only cycles are. */
export function refuseCycles(resources: ReadonlyMap<string, Dependent>): void {
  const left = new Map(resources);
  for (;;) {
    const free = [...left.values()].filter(({ after }) => ![...after].some((id) => left.has(id)));
    if (free.length === 0) break;
    free.forEach(({ logicalId }) => left.delete(logicalId));
  }
  if (left.size > 0) {
    throw validationError(`Circular dependency between resources: [${[...left.keys()].join(', ')}]`);
  }
}
