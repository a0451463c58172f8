import type { Field } from './field';

/** What all objects have in common, as far as it is used. */
export interface Metadata {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  /** The one that made it and keeps it as it is, if any. */
  readonly owner?: Owner;
  readonly createdAt: number;
  /** It is being deleted. */
  readonly isEnding: boolean;
}

interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  /** Since when it has this status: milliseconds since the epoch. */
  readonly since: number | undefined;
}

/** `undefined` for what has no name, and so is no object of Kubernetes. */
export function readMetadata(object: Field): Metadata | undefined {
  const metadata = object.at('metadata');
  const name = metadata.at('name').name();
  if (name === '') return undefined;
  const namespace = metadata.at('namespace').name();
  return {
    uid: metadata.at('uid').name() || `${namespace}/${name}`,
    name,
    namespace,
    labels: metadata.at('labels').table(),
    owner: ownerOf(metadata),
    createdAt: metadata.at('creationTimestamp').time() ?? 0,
    isEnding: metadata.at('deletionTimestamp').isPresent,
  };
}

export function readConditions(object: Field): readonly Condition[] {
  return object
    .at('status', 'conditions')
    .list()
    .map((condition) => ({
      type: condition.at('type').name(),
      status: condition.at('status').name(),
      reason: condition.at('reason').name(),
      message: condition.at('message').message(),
      since: condition.at('lastTransitionTime').time(),
    }));
}

export function conditionOf(
  { conditions }: { readonly conditions: readonly Condition[] },
  type: string,
): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}

function ownerOf(metadata: Field): Owner | undefined {
  const owner = metadata
    .at('ownerReferences')
    .list()
    .find((reference) => reference.at('controller').flag());
  return (
    owner && { kind: owner.at('kind').name(), name: owner.at('name').name(), uid: owner.at('uid').name() }
  );
}
