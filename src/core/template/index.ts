import type { Compute } from '../cluster-form/cluster-spec';
import { autoTemplate } from './auto';
import type { CloudFormationTemplate } from './language';
import { managedTemplate } from './managed';
import { selfManagedTemplate } from './self-managed';
import type { TemplateVariant } from './variant';

export type { CloudFormationTemplate } from './language';
export { resourceLabel } from './labels';
export { resourceNamed } from './resource-named';
export { templateParameters } from './parameter-values';
export { defaultVariant, variantOf, type TemplateVariant } from './variant';

/** Logical ID of the provision role's access entry: once it is complete, the cluster answers to us. */
export const ADMIN_ACCESS = 'AdminAccess';

const TEMPLATES: { readonly [C in Compute['kind']]: (variant: TemplateVariant) => CloudFormationTemplate } = {
  managed: managedTemplate,
  auto: autoTemplate,
  'self-managed': selfManagedTemplate,
};

/** The template of a cluster, as data. */
export function templateOf(variant: TemplateVariant): CloudFormationTemplate {
  return TEMPLATES[variant.compute](variant);
}

/** What is sent to CloudFormation, which takes at most 51,200 bytes. */
export function templateBody(variant: TemplateVariant): string {
  return JSON.stringify(templateOf(variant));
}

/** Logical ID and type of everything that the template makes, in the template's order. */
export function templateResources(variant: TemplateVariant): ReadonlyMap<string, string> {
  const { Resources } = templateOf(variant);
  return new Map(Object.entries(Resources).map(([logicalId, { Type }]) => [logicalId, Type]));
}
