import type { Compute } from '../cluster-form/cluster-spec';
import { autoTemplate } from './auto';
import type { CloudFormationTemplate } from './language';
import { managedTemplate } from './managed';
import { selfManagedTemplate } from './self-managed';
import type { TemplateShape } from './variant';

export type { CloudFormationTemplate } from './language';
export { resourceLabel } from './labels';
export { resourceNamed } from './resource-named';
export { templateParameters } from './parameter-values';
export { plainShape, shapeOf, type TemplateShape } from './variant';

/** Logical ID of the provision role's access entry: once it is complete, the cluster answers to us. */
export const ADMIN_ACCESS = 'AdminAccess';

const TEMPLATES: { readonly [C in Compute['kind']]: (shape: TemplateShape) => CloudFormationTemplate } = {
  managed: managedTemplate,
  auto: autoTemplate,
  'self-managed': selfManagedTemplate,
};

/** The template of a cluster, as data. */
export function templateOf(shape: TemplateShape): CloudFormationTemplate {
  return TEMPLATES[shape.compute](shape);
}

/** What is sent to CloudFormation, which takes at most 51,200 bytes. */
export function templateBody(shape: TemplateShape): string {
  return JSON.stringify(templateOf(shape));
}

/** Logical ID and type of everything that the template makes, in the template's order. */
export function templateResources(shape: TemplateShape): ReadonlyMap<string, string> {
  const { Resources } = templateOf(shape);
  return new Map(Object.entries(Resources).map(([logicalId, { Type }]) => [logicalId, Type]));
}
