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

const PAGE_SIZE = 500;

/** The calls that take objects of any kind. */
export function anyObjects(
  connect: Connection,
): Pick<KubernetesApi, 'apply' | 'read' | 'list' | 'annotate' | 'remove'> {
  return {
    async apply(object, signal) {
      const ours = object.metadata.name.startsWith(PREFIX);
      await call(connect, signal, (configuration) =>
        new KubernetesObjectApi(configuration).patch(
          // The client writes a default namespace into what it is given.
          structuredClone(object) as MutableObject,
          undefined /* pretty */,
          undefined /* dryRun */,
          PREFIX /* fieldManager */,
          ours /* force: take back what somebody else changed */,
          PatchStrategy.ServerSideApply,
        ),
      );
    },

    read(object, signal) {
      return unlessAbsent(
        call(connect, signal, async (configuration) => {
          const found: unknown = await new KubernetesObjectApi(configuration).read(header(object));
          return found as KubernetesObject;
        }),
      );
    },

    async list({ apiVersion, kind, namespace, labels = {} }, signal) {
      const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
      const objects: KubernetesObject[] = [];
      let next: string | undefined;
      do {
        const page = await call(connect, signal, (configuration) =>
          new KubernetesObjectApi(configuration).list(
            apiVersion,
            kind,
            namespace,
            undefined /* pretty */,
            undefined /* exact */,
            undefined /* exportt */,
            undefined /* fieldSelector */,
            selector.join(',') || undefined,
            PAGE_SIZE,
            next,
          ),
        );
        // The items of a list come without the kind and version that the list has.
        for (const item of page.items)
          objects.push({ ...item, apiVersion, kind } as unknown as KubernetesObject);
        next = page.metadata?._continue || undefined;
      } while (next !== undefined);
      return objects;
    },

    async annotate(object, annotations, signal) {
      const { apiVersion, kind, metadata } = header(object);
      await call(connect, signal, (configuration) =>
        new KubernetesObjectApi(configuration).patch(
          { apiVersion, kind, metadata: { ...metadata, annotations } },
          undefined /* pretty */,
          undefined /* dryRun */,
          PREFIX /* fieldManager */,
          undefined /* force */,
          PatchStrategy.MergePatch,
        ),
      );
    },

    async remove(object, signal) {
      await unlessAbsent(
        call(connect, signal, (configuration) =>
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
