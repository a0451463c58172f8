import { deepStrictEqual } from 'node:assert/strict';
import type { RealCluster } from '../real-kubernetes/programs';
import { send, type Answer } from './send';

/** Write objects of their own accord, which come and go without us. */
const KUBERNETES = ['kube-apiserver', 'kube-controller-manager'];
const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

interface Metadata {
  readonly uid: string;
  readonly name: string;
  readonly namespace?: string;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly managedFields?: readonly { readonly manager?: string }[];
}

/** A resource of a group, by its path: `/apis/apps/v1`, `deployments`. */
interface Resource {
  readonly path: string;
  readonly name: string;
}

interface Found {
  readonly resource: Resource;
  readonly metadata: Metadata;
}

/**
 * What tests leave in a real cluster: every object that was not there at first and that somebody else than Kubernetes
 * wrote.
 */
export class Leftovers {
  private constructor(
    private readonly cluster: RealCluster,
    private readonly resources: readonly Resource[],
    private readonly original: ReadonlySet<string>,
  ) {}

  /** @param cluster in its wanted state after each test */
  static async of(cluster: RealCluster): Promise<Leftovers> {
    const unknown = new Leftovers(cluster, await resourcesOf(cluster), new Set());
    const original = new Set((await unknown.find()).map(({ metadata }) => metadata.uid));
    return new Leftovers(cluster, unknown.resources, original);
  }

  /** Removes them; namespaces are left to end by themselves, which takes Kubernetes some seconds each. */
  async remove(): Promise<void> {
    const left = (await this.find()).filter(({ metadata }) => !this.original.has(metadata.uid));
    await Promise.all(left.map((each) => this.release(each)));
    await Promise.all(
      left
        .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
        .map((each) => this.call({ method: 'DELETE', path: pathOf(each) })),
    );
  }

  private async find(): Promise<readonly Found[]> {
    const lists = await Promise.all(
      this.resources.map(async (resource) => {
        const path = `${resource.path}/${resource.name}`;
        const { status, body } = await this.call({ path, headers: { accept: METADATA_ONLY } });
        if (status !== 200) return [];
        // Go's empty list is JSON's null.
        const { items } = body as { items: readonly { metadata: Metadata }[] | null };
        return (items ?? []).map(({ metadata }) => ({ resource, metadata }));
      }),
    );
    return lists.flat().filter(({ metadata }) => !isOfKubernetes(metadata));
  }

  /** No controller removes the finalizers of a test. */
  private async release(found: Found): Promise<void> {
    if ((found.metadata.finalizers ?? []).length === 0) return;
    const headers = { 'content-type': 'application/merge-patch+json' };
    const body = { metadata: { finalizers: null } };
    await this.call({ method: 'PATCH', path: pathOf(found), headers, body });
  }

  private call(request: Omit<Parameters<typeof send>[1], 'token'>): Promise<Answer> {
    return send(this.cluster, { ...request, token: this.cluster.adminToken });
  }
}

function isOfKubernetes({ managedFields = [] }: Metadata): boolean {
  return managedFields.every(({ manager = '' }) => KUBERNETES.includes(manager));
}

function pathOf({ resource: { path, name }, metadata }: Found): string {
  const namespace = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  return `${path}${namespace}/${name}/${metadata.name}`;
}

/** All that can be listed and deleted. */
async function resourcesOf(cluster: RealCluster): Promise<readonly Resource[]> {
  const get = async (path: string): Promise<unknown> => {
    const { status, body } = await send(cluster, { path, token: cluster.adminToken });
    deepStrictEqual([path, status], [path, 200]);
    return body;
  };
  const { groups } = (await get('/apis')) as {
    groups: readonly { preferredVersion: { groupVersion: string } }[];
  };
  const paths = [
    '/api/v1',
    ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`),
  ];
  const lists = await Promise.all(
    paths.map(async (path) => {
      const { resources } = (await get(path)) as { resources: readonly { name: string; verbs: string[] }[] };
      return resources
        .filter(({ verbs }) => ['list', 'delete'].every((verb) => verbs.includes(verb)))
        .map(({ name }) => ({ path, name }));
    }),
  );
  return lists.flat();
}
