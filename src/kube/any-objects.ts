import { KubernetesObjectApi, PatchStrategy } from '@kubernetes/client-node';
import { PREFIX } from '../core/naming';
import {
  KubernetesError,
  type KubernetesApi,
  type KubernetesObject,
  type ObjectReference,
} from '../core/ports/kubernetes';
import { call } from './call';
import type { Connection } from './connection';
import { collect } from './pages';

/** The calls that take objects of any kind. */
export function anyObjects(
  connection: Connection,
): Pick<
  KubernetesApi,
  'apply' | 'applyShared' | 'create' | 'replace' | 'patch' | 'read' | 'list' | 'annotate' | 'delete'
> {
  return {
    apply: (object, signal) => applyWith(connection, object, { force: true }, signal),
    applyShared: (object, signal) => applyWith(connection, object, { force: false }, signal),

    async create(object, signal) {
      await call(connection, signal, (configuration) =>
        new KubernetesObjectApi(configuration).create(mutable(object), undefined, undefined, PREFIX),
      );
    },

    async replace(object, signal) {
      await call(connection, signal, (configuration) =>
        new KubernetesObjectApi(configuration).replace(mutable(object), undefined, undefined, PREFIX),
      );
    },

    read(object, signal) {
      return unlessAbsent(
        call(connection, signal, async (configuration) => {
          const found: unknown = await new KubernetesObjectApi(configuration).read(header(object));
          return found as KubernetesObject;
        }),
      );
    },

    async list({ apiVersion, kind, namespace, labels = {} }, signal) {
      const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
      const found = await collect(connection, signal, (configuration, { limit, _continue }) =>
        new KubernetesObjectApi(configuration).list(
          apiVersion,
          kind,
          namespace,
          undefined /* pretty */,
          undefined /* exact */,
          undefined /* exportt */,
          undefined /* fieldSelector */,
          selector.join(',') || undefined,
          limit,
          _continue,
        ),
      );
      // The items of a list come without the kind and version that the list has.
      return found.map((item) => ({ ...item, apiVersion, kind }) as unknown as KubernetesObject);
    },

    patch: (object, change, signal) => patchWith(connection, object, change, signal),
    annotate: (object, annotations, signal) =>
      patchWith(connection, object, { metadata: { annotations } }, signal),

    async delete(object, signal) {
      await unlessAbsent(
        call(connection, signal, (configuration) =>
          new KubernetesObjectApi(configuration).delete(
            header(object),
            undefined /* pretty */,
            undefined /* dryRun */,
            undefined /* gracePeriodSeconds */,
            undefined /* orphanDependents */,
            'Background',
          ),
        ),
      );
    },
  };
}

async function patchWith(
  connection: Connection,
  object: ObjectReference,
  change: { readonly metadata?: object },
  signal: AbortSignal,
): Promise<void> {
  const { apiVersion, kind, metadata } = header(object);
  await call(connection, signal, (configuration) =>
    new KubernetesObjectApi(configuration).patch(
      { ...change, apiVersion, kind, metadata: { ...change.metadata, ...metadata } },
      undefined /* pretty */,
      undefined /* dryRun */,
      PREFIX /* fieldManager */,
      undefined /* force */,
      PatchStrategy.MergePatch,
    ),
  );
}

/** Server-side apply. @param force takes over fields of others */
async function applyWith(
  connection: Connection,
  object: KubernetesObject,
  { force }: { readonly force: boolean },
  signal: AbortSignal,
): Promise<void> {
  await call(connection, signal, (configuration) =>
    new KubernetesObjectApi(configuration).patch(
      mutable(object),
      undefined /* pretty */,
      undefined /* dryRun */,
      PREFIX /* fieldManager */,
      force,
      PatchStrategy.ServerSideApply,
    ),
  );
}

/** The client writes a default namespace into what it is given. */
function mutable(object: KubernetesObject): MutableObject {
  return structuredClone(object) as MutableObject;
}

type MutableObject = Parameters<KubernetesObjectApi['patch']>[0];

function header({ apiVersion, kind, name, namespace }: ObjectReference) {
  return { apiVersion, kind, metadata: { name, namespace } };
}

async function unlessAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof KubernetesError && error.kind === 'not-found') return undefined;
    throw error;
  }
}
