import { Field } from '../../environments/objects/field';
import { PREFIX } from '../../naming';
import { KubernetesError, type KubernetesApi, type KubernetesObject } from '../../ports/kubernetes';
import type { Exposure } from '../request';

type Controller = Extract<Exposure, { kind: 'domain' }>['controller'];

/** One by which Ingresses are served. */
export interface IngressClass {
  readonly name: string;
  readonly controller: Controller;
}

/** Whose annotations they read. */
const CONTROLLERS: Readonly<Record<string, Controller>> = {
  'eks.amazonaws.com/alb': 'auto-mode',
  'ingress.k8s.aws/alb': 'load-balancer-controller',
};
const CLASS = { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass' };
/** https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html */
const PARAMETERS = { apiVersion: 'eks.amazonaws.com/v1', kind: 'IngressClassParams' };

/** Those of a cluster by name; what AWS itself serves comes first. */
export async function ingressClasses(
  cluster: Pick<KubernetesApi, 'list'>,
  signal: AbortSignal,
): Promise<readonly IngressClass[]> {
  const found = await cluster.list(CLASS, signal);
  return found
    .map((object) => ({ name: object.metadata.name, controller: controllerOf(object) }))
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** Who serves a class; `undefined` where there is none of the name. */
export async function ingressController(
  cluster: Pick<KubernetesApi, 'read'>,
  name: string,
  signal: AbortSignal,
): Promise<Controller | undefined> {
  const found = await cluster.read({ ...CLASS, name }, signal);
  return found && controllerOf(found);
}

/** EKS Auto Mode makes load balancers for Ingresses, but no class for them: whether a cluster has it. */
export async function servesAutoModeIngresses(
  cluster: Pick<KubernetesApi, 'list'>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await cluster.list(PARAMETERS, signal);
    return true;
  } catch (error) {
    // There is no such kind.
    if (error instanceof KubernetesError && ['not-found', 'invalid', 'other'].includes(error.kind))
      return false;
    throw error;
  }
}

/**
 * The class of Auto Mode for all environments, which share one load balancer.
 * @param subnets IDs of public ones; empty leaves them to be found by their tags
 */
export function autoModeClass(subnets: readonly string[]): readonly KubernetesObject[] {
  const metadata = { name: 'alb', labels: { 'app.kubernetes.io/managed-by': PREFIX } };
  const ids = subnets.length > 0 ? { subnets: { ids: subnets } } : {};
  return [
    { ...PARAMETERS, metadata, spec: { scheme: 'internet-facing', group: { name: PREFIX }, ...ids } },
    {
      ...CLASS,
      metadata,
      spec: {
        controller: 'eks.amazonaws.com/alb',
        parameters: { apiGroup: 'eks.amazonaws.com', kind: PARAMETERS.kind, name: metadata.name },
      },
    },
  ];
}

function controllerOf(object: KubernetesObject): Controller {
  return CONTROLLERS[new Field(object).at('spec', 'controller').name()] ?? 'other';
}

function rank({ controller }: IngressClass): number {
  return ['auto-mode', 'load-balancer-controller', 'other'].indexOf(controller);
}
