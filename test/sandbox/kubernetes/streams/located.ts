import type { Cluster } from '../cluster';
import type { Container } from '../kubelet/container';
import type { PodLife } from '../kubelet/pod';
import { fieldsAt, listAt, textAt, type Fields, type KubernetesObject } from '../objects';
import { ApiError, badRequest, notFound } from '../status';
import { typeOf } from '../workloads/owned';
import { nodeOf, PODS } from '../workloads/pod-state';

const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

/** The pod in a path. */
export function podAt({ store }: Cluster, namespace: string | undefined, name: string): KubernetesObject {
  const pod = store.get(PODS, { namespace, name });
  if (!pod) throw notFound(typeOf(PODS), name);
  return pod;
}

/** The container that is meant; it has to be said where there are several: registry/core/pod/strategy.go. */
export function containerIn(pod: KubernetesObject, said: string): Fields {
  const { name } = pod.metadata;
  const spec = fieldsAt(pod, 'spec');
  const [first, ...others] = listAt(spec, 'containers');
  if (said === '' && first && others.length === 0) return first;
  if (said === '') {
    const names = listAt(spec, 'containers').map((each) => String(each.name));
    throw badRequest(
      `a container name must be specified for pod ${name}, choose one of: [${names.join(' ')}]`,
    );
  }
  const found = LISTS.flatMap((list) => listAt(spec, list)).find((each) => each.name === said);
  if (!found) throw badRequest(`container ${said} is not valid for pod ${name}`);
  return found;
}

/** The life of a pod on the node that has it. */
export function lifeOn(cluster: Cluster, pod: KubernetesObject): PodLife {
  if (nodeOf(pod) === undefined) throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`);
  const life = cluster.lifeOf(pod);
  if (life) return life;
  // What the API server says of a node that it does not find.
  const node = nodeOf(pod) ?? '';
  throw new ApiError(404, 'NotFound', `nodes "${node}" not found`, { name: node, kind: 'nodes' });
}

/** A container that runs now. */
export function runningIn(life: PodLife, container: Fields): Container {
  const name = textAt(container, 'name') ?? '';
  const found = life.container(name);
  if (found?.instance) return found;
  throw new ApiError(500, 'InternalError', `Internal error occurred: container not found ("${name}")`, {
    causes: [{ reason: '', message: `container not found ("${name}")` }],
  });
}
