import type { Compute } from '../spec/cluster-spec';
import { autoTemplate } from './auto';
import type { CloudFormationTemplate } from './language';
import { managedTemplate } from './managed';
import { selfManagedTemplate } from './self-managed';

export type { CloudFormationTemplate } from './language';
export { resourceLabel } from './labels';
export { templateParameters } from './parameter-values';

/** Logical ID of the provision role's access entry: once it is complete, the cluster answers to us. */
export const ADMIN_ACCESS = 'AdminAccess';

const TEMPLATES: { readonly [C in Compute['kind']]: () => CloudFormationTemplate } = {
  managed: managedTemplate,
  auto: autoTemplate,
  'self-managed': selfManagedTemplate,
};

/** The template of a kind of compute, as data. */
export function templateOf(compute: Compute['kind']): CloudFormationTemplate {
  return TEMPLATES[compute]();
}

/** What is sent to CloudFormation, which takes at most 51,200 bytes. */
export function templateBody(compute: Compute['kind']): string {
  return JSON.stringify(templateOf(compute));
}

/** Logical ID and type of everything that the template makes, in the template's order. */
export function templateResources(compute: Compute['kind']): ReadonlyMap<string, string> {
  const { Resources } = templateOf(compute);
  return new Map(Object.entries(Resources).map(([logicalId, { Type }]) => [logicalId, Type]));
}
