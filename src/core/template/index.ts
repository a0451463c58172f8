import type { Compute } from '../spec/cluster-spec';
import type { CloudFormationTemplate } from './language';
import { managedTemplate } from './managed';

export type { CloudFormationTemplate } from './language';
export { resourceLabel } from './labels';
export { managedTemplate } from './managed';
export { templateParameters } from './parameters';

/** Logical ID of the provision role's access entry: once it is complete, the cluster answers to us. */
export const ADMIN_ACCESS = 'AdminAccess';

const TEMPLATES: { readonly [C in Compute['kind']]: () => CloudFormationTemplate } = {
  managed: managedTemplate,
};

/** What is sent to CloudFormation, which takes at most 51,200 bytes. */
export function templateBody(compute: Compute['kind']): string {
  return JSON.stringify(TEMPLATES[compute]());
}

/** Logical ID and type of everything that the template makes, in the template's order. */
export function templateResources(compute: Compute['kind']): ReadonlyMap<string, string> {
  const { Resources } = TEMPLATES[compute]();
  return new Map(Object.entries(Resources).map(([logicalId, { Type }]) => [logicalId, Type]));
}
