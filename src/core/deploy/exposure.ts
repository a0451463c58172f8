import type { KubernetesObject } from '../ports/kubernetes';
import type { Exposure } from './request';

type Metadata = KubernetesObject['metadata'];
type Domain = Extract<Exposure, { kind: 'domain' }>;

const LOAD_BALANCER = 'service.beta.kubernetes.io/aws-load-balancer';

/** The Service of an app: on port 80, whatever port the app listens on. */
export function serviceFor(
  exposure: Exposure,
  metadata: Metadata,
  selector: Readonly<Record<string, string>>,
): KubernetesObject {
  const type = exposure.kind === 'public' || exposure.kind === 'internal' ? 'LoadBalancer' : 'ClusterIP';
  const annotations = { ...metadata.annotations, ...loadBalancerAnnotations(exposure) };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, annotations },
    spec: { type, selector, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  };
}

/** Who reaches what the built-in deployer has applied; `undefined` where it has no Service, or an Ingress. */
export function exposureOf(objects: readonly KubernetesObject[]): Exposure | undefined {
  // The domain may have been changed in the settings of the cluster since.
  if (objects.some(({ kind }) => kind === 'Ingress')) return undefined;
  const services = objects.filter(({ kind }) => kind === 'Service');
  if (services.length === 0) return undefined;
  const balanced = services.find(
    ({ spec }) => (spec as { type?: unknown } | undefined)?.type === 'LoadBalancer',
  );
  if (!balanced) return { kind: 'forward' };
  const { [`${LOAD_BALANCER}-scheme`]: scheme, [`${LOAD_BALANCER}-subnets`]: subnets = '' } =
    balanced.metadata.annotations ?? {};
  return {
    kind: scheme === 'internet-facing' ? 'public' : 'internal',
    subnets: subnets.split(',').filter((id) => id !== ''),
  };
}

/**
 * Auto Mode and the AWS Load Balancer Controller read them. With subnets by annotation none needs a tag.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
 */
function loadBalancerAnnotations(exposure: Exposure): Readonly<Record<string, string>> {
  switch (exposure.kind) {
    case 'public':
    case 'internal':
      return {
        [`${LOAD_BALANCER}-scheme`]: exposure.kind === 'public' ? 'internet-facing' : 'internal',
        [`${LOAD_BALANCER}-nlb-target-type`]: 'ip',
        ...(exposure.subnets.length > 0 ? { [`${LOAD_BALANCER}-subnets`]: exposure.subnets.join(',') } : {}),
      };
    case 'forward':
    case 'domain':
      return {};
  }
}

/** `undefined` where no domain is meant. */
export function ingressFor(exposure: Exposure, metadata: Metadata): KubernetesObject | undefined {
  if (exposure.kind !== 'domain') return undefined;
  const { host, ingressClass } = exposure;
  const service = { name: metadata.name, port: { name: 'http' } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...ingressAnnotations(exposure) } },
    spec: {
      ingressClassName: ingressClass,
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service } }] } }],
    },
  };
}

/**
 * Auto Mode reads scheme and group from the class's parameters, and the rest from annotations. One load balancer serves all
 * environments. https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 */
export function ingressAnnotations({
  controller,
  certificateArn,
}: Pick<Domain, 'controller' | 'certificateArn'>): Readonly<Record<string, string>> {
  if (controller === 'other') return {};
  const encrypted =
    certificateArn === undefined ? {} : { 'certificate-arn': certificateArn, 'ssl-redirect': '443' };
  const listened = certificateArn === undefined ? '[{"HTTP":80}]' : '[{"HTTP":80},{"HTTPS":443}]';
  const shared =
    controller === 'load-balancer-controller'
      ? { scheme: 'internet-facing', 'group.name': 'eks-clusters' }
      : {};
  const named = { 'target-type': 'ip', 'listen-ports': listened, ...shared, ...encrypted };
  return Object.fromEntries(
    Object.entries(named).map(([name, value]) => [`alb.ingress.kubernetes.io/${name}`, value]),
  );
}

/** The objects of an app, reached in another way. */
export function withExposure(
  objects: readonly KubernetesObject[],
  name: string,
  exposure: Exposure,
): readonly KubernetesObject[] {
  const isOwn = ({ kind, metadata }: KubernetesObject, wanted: string) =>
    kind === wanted && metadata.name === name;
  return objects.flatMap((object) => {
    if (isOwn(object, 'Ingress')) return [];
    if (!isOwn(object, 'Service')) return [object];
    const { selector = {} } = object.spec as { selector?: Readonly<Record<string, string>> };
    const kept = Object.entries(object.metadata.annotations ?? {}).filter(
      ([key]) => !key.startsWith(LOAD_BALANCER),
    );
    const metadata = { ...object.metadata, annotations: Object.fromEntries(kept) };
    const ingress = ingressFor(exposure, metadata);
    return [serviceFor(exposure, metadata, selector), ...(ingress ? [ingress] : [])];
  });
}
