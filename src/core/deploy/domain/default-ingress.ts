import { Field } from '../../environments/objects/field';
import { PREFIX } from '../../naming';
import type { KubernetesApi, KubernetesObject } from '../../ports/kubernetes';
import { ingressAnnotations } from '../exposure';
import type { IngressClass } from './ingress-class';

const REFERENCE = {
  ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  ...{ name: `${PREFIX}-default`, namespace: 'kube-system' },
};
const NOT_FOUND = 'not-found';

/**
 * An Ingress that answers 404 for hosts of no environment. With it the load balancer, and the name that DNS points to,
 * stay when the last environment goes.
 */
export function defaultIngress({ name, controller }: IngressClass): KubernetesObject {
  const { apiVersion, kind, name: own, namespace } = REFERENCE;
  const response = {
    type: 'fixed-response',
    fixedResponseConfig: { contentType: 'text/plain', statusCode: '404', messageBody: 'Not found' },
  };
  const annotations = {
    ...ingressAnnotations({ controller }),
    [`alb.ingress.kubernetes.io/actions.${NOT_FOUND}`]: JSON.stringify(response),
  };
  const labels = { 'app.kubernetes.io/managed-by': PREFIX };
  const defaultBackend = { service: { name: NOT_FOUND, port: { name: 'use-annotation' } } };
  return {
    ...{ apiVersion, kind, metadata: { name: own, namespace, labels, annotations } },
    spec: { ingressClassName: name, defaultBackend },
  };
}

/** The host name that AWS gave the load balancer of Ingresses of a class; `undefined` until it has. */
export async function loadBalancerHost(
  cluster: Pick<KubernetesApi, 'list'>,
  ingressClass: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const found = await cluster.list({ apiVersion: REFERENCE.apiVersion, kind: REFERENCE.kind }, signal);
  const own = found.filter(
    (object) => new Field(object).at('spec', 'ingressClassName').name() === ingressClass,
  );
  const isDefault = ({ metadata }: KubernetesObject) =>
    metadata.name === REFERENCE.name && metadata.namespace === REFERENCE.namespace;
  const hosts = own
    .toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a)))
    .flatMap((object) => new Field(object).at('status', 'loadBalancer', 'ingress').list())
    .map((address) => address.at('hostname').name() || address.at('ip').name());
  return hosts.find((host) => host !== '');
}
