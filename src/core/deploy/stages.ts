import { DATABASE } from './postgresql';
import type { KubernetesObject } from '../ports/kubernetes';

const COMPONENT = 'app.kubernetes.io/component';
/** A database is there before it is migrated, and that is before the app runs. */
const FIRST: readonly string[] = [DATABASE, 'initialize', 'migrate'];

/** The objects of a deployment in the order in which they have to run; no stage is empty. */
export function stagesOf(objects: readonly KubernetesObject[]): readonly (readonly KubernetesObject[])[] {
  const stages = FIRST.map((component) => objects.filter((object) => componentOf(object) === component));
  const rest = objects.filter((object) => !FIRST.includes(componentOf(object)));
  return [...stages, rest].filter((stage) => stage.length > 0);
}

/** It runs once, and not again when a deployment is rolled back. */
export function isMigration(object: KubernetesObject | undefined): boolean {
  return object?.kind === 'Job' && ['initialize', 'migrate'].includes(componentOf(object));
}

/** Data outlives what uses it. */
export function isOfDatabase(object: KubernetesObject): boolean {
  return componentOf(object) === DATABASE;
}

function componentOf({ metadata }: KubernetesObject): string {
  return metadata.labels?.[COMPONENT] ?? '';
}
