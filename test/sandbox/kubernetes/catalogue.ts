import { fieldsAt, listAt, textAt, textsAt, type KubernetesObject } from './objects';
import { BUILT_IN_TYPES, type GroupResource, type ResourceType } from './resource-types';
import type { ObjectStore } from './store';

const CUSTOM_RESOURCE_DEFINITIONS: GroupResource = {
  group: 'apiextensions.k8s.io',
  plural: 'customresourcedefinitions',
};

/** Every resource that the server serves now: the built-in ones and those that CRDs define. */
export function servedTypes(store: ObjectStore): readonly ResourceType[] {
  return [...BUILT_IN_TYPES, ...store.list(CUSTOM_RESOURCE_DEFINITIONS).flatMap(customTypes)];
}

/** Looks a resource up as a URL names it. */
export function servedType(
  store: ObjectStore,
  path: { group: string; version: string; resource: string },
): ResourceType | undefined {
  return servedTypes(store).find(
    ({ group, version, plural }) =>
      group === path.group && version === path.version && plural === path.resource,
  );
}

function customTypes(definition: KubernetesObject): ResourceType[] {
  const spec = fieldsAt(definition, 'spec');
  const names = fieldsAt(spec, 'names');
  return listAt(spec, 'versions')
    .filter((version) => version.served === true)
    .map((version) => ({
      group: textAt(spec, 'group') ?? '',
      version: textAt(version, 'name') ?? '',
      plural: textAt(names, 'plural') ?? '',
      kind: textAt(names, 'kind') ?? '',
      namespaced: spec.scope === 'Namespaced',
      shortNames: textsAt(names, 'shortNames'),
    }));
}
