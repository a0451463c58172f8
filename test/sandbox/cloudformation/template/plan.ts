import {
  checkReferences,
  checkTypes,
  isKnown,
  refuseCycles,
  type AttributesOf,
  type Dependent,
} from './checks';
import { settleConditions, settled } from './conditions';
import { evaluate, type Scope } from './evaluate';
import type { ParameterValues } from './parameters';
import { references } from './references';
import { scalarText, type ResourceDefinition, type Template, type Value, type ValueMap } from './template';

/** A template with its parameters and conditions settled: which resources there are, and in what order they come. */
export interface Plan {
  readonly resources: ReadonlyMap<string, PlannedResource>;
  /** Evaluates a resource's properties, once what it refers to exists. */
  properties(logicalId: string, created: CreatedResources): ValueMap;
  outputs(created: CreatedResources): readonly Output[];
}

export interface PlannedResource extends ResourceDefinition, Dependent {}

/** `Ref` and `Fn::GetAtt` of the resources that exist by now. */
export interface CreatedResources {
  ref(logicalId: string): Value | undefined;
  attribute(logicalId: string, name: string): Value;
}

export interface Output {
  readonly key: string;
  readonly value: string;
  readonly description: string | undefined;
}

/** Settles conditions and dependencies, refusing what CloudFormation refuses before it creates anything. */
export function planStack(
  template: Template,
  parameters: ParameterValues,
  pseudo: Readonly<Record<string, Value>>,
  attributesOf: AttributesOf,
): Plan {
  const names = { ...pseudo, ...parameters };
  const conditions = settleConditions(template, names);
  const isActive = ({ condition }: { condition: string | undefined }): boolean =>
    condition === undefined || settled(conditions, condition);
  const active = Object.entries(template.resources).filter(([, resource]) => isActive(resource));
  const resourceTypes = new Map(active.map(([id, { type }]) => [id, type]));
  checkTypes(template, attributesOf);

  const resources = new Map(
    active.map(([logicalId, resource]): [string, PlannedResource] => {
      const found = references(resource.properties, conditions);
      checkReferences(found, { names, resourceTypes, conditions, attributesOf, block: 'Resources' });
      const explicit = resource.dependsOn.filter((id) => isKnown(id, template) && resourceTypes.has(id));
      const implicit = found.map(({ name }) => name).filter((name) => resourceTypes.has(name));
      return [logicalId, { ...resource, logicalId, after: new Set([...explicit, ...implicit]) }];
    }),
  );
  refuseCycles(resources);
  const outputs = Object.entries(template.outputs).filter(([, output]) => isActive(output));
  for (const [, { value }] of outputs) {
    const found = references(value, conditions);
    checkReferences(found, { names, resourceTypes, conditions, attributesOf, block: 'Outputs' });
  }

  const scope = (created: CreatedResources): Scope => ({
    ref: (name) => names[name] ?? created.ref(name),
    attribute: (resource, name) => created.attribute(resource, name),
    condition: (name) => settled(conditions, name),
  });
  return {
    resources,
    properties: (logicalId, created) =>
      evaluate(resources.get(logicalId)?.properties ?? {}, scope(created)) as ValueMap,
    outputs: (created) =>
      outputs.map(([key, { value, description }]) => ({
        key,
        value: scalarText(evaluate(value, scope(created))) ?? '',
        description,
      })),
  };
}
