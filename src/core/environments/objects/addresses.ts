import { Field } from './field';
import { readMetadata, type Metadata } from './metadata';

export interface Service extends Metadata {
  /** `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`. */
  readonly type: string;
  readonly selector: ReadonlyMap<string, string>;
  readonly ports: readonly ServicePort[];
  /** Host names or IP addresses of its load balancer. */
  readonly hosts: readonly string[];
}

interface ServicePort {
  readonly name: string;
  readonly number: number;
  /** Of the container: a number or a name. */
  readonly target: string;
}

export function readService(object: unknown): Service | undefined {
  const service = new Field(object);
  const metadata = readMetadata(service);
  return (
    metadata && {
      ...metadata,
      type: service.at('spec', 'type').name() || 'ClusterIP',
      selector: service.at('spec', 'selector').table(),
      ports: service
        .at('spec', 'ports')
        .list()
        .map((port) => ({
          name: port.at('name').name(),
          number: port.at('port').number() ?? 0,
          target: port.at('targetPort').numberOrName() || port.at('port').numberOrName(),
        })),
      hosts: hostsOf(service),
    }
  );
}

/** Some of the pods behind a Service. */
export interface EndpointSlice extends Metadata {
  readonly service: string;
  /** How many of them take requests. */
  readonly ready: number;
}

export function readEndpointSlice(object: unknown): EndpointSlice | undefined {
  const slice = new Field(object);
  const metadata = readMetadata(slice);
  if (!metadata) return undefined;
  const endpoints = slice.at('endpoints').list();
  return {
    ...metadata,
    labels: new Map(),
    service: metadata.labels.get('kubernetes.io/service-name') ?? '',
    // Absent means ready: https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions
    ready: endpoints.filter((endpoint) => {
      const isReady = endpoint.at('conditions', 'ready');
      return !isReady.isPresent || isReady.flag();
    }).length,
  };
}

export interface Ingress extends Metadata {
  /** Empty where it names none. */
  readonly className: string;
  /** Named as before there were classes as objects. */
  readonly legacyClass: string;
  /** The hosts that it serves, first to last; empty where it serves any. */
  readonly hosts: readonly string[];
  readonly encrypted: readonly string[];
  /** Names of the Services behind it. */
  readonly services: readonly string[];
  /** Of its load balancer. */
  readonly addresses: readonly string[];
}

export function readIngress(object: unknown): Ingress | undefined {
  const ingress = new Field(object);
  const metadata = readMetadata(ingress);
  if (!metadata) return undefined;
  const spec = ingress.at('spec');
  const rules = spec.at('rules').list();
  const backends = [
    spec.at('defaultBackend'),
    ...rules.flatMap((rule) =>
      rule
        .at('http', 'paths')
        .list()
        .map((path) => path.at('backend')),
    ),
  ];
  return {
    ...metadata,
    className: spec.at('ingressClassName').name(),
    legacyClass: ingress.at('metadata', 'annotations', 'kubernetes.io/ingress.class').name(),
    hosts: distinct(rules.map((rule) => rule.at('host').name())),
    encrypted: distinct(
      spec
        .at('tls')
        .list()
        .flatMap((tls) =>
          tls
            .at('hosts')
            .list()
            .map((host) => host.name()),
        ),
    ),
    services: distinct(backends.map((backend) => backend.at('service', 'name').name())),
    addresses: hostsOf(ingress),
  };
}

/** A kind of Ingress that some controller serves. */
export interface IngressClass extends Metadata {
  readonly isDefault: boolean;
}

export function readIngressClass(object: unknown): IngressClass | undefined {
  const found = new Field(object);
  const metadata = readMetadata(found);
  const isDefault = found.at('metadata', 'annotations', 'ingressclass.kubernetes.io/is-default-class');
  return metadata && { ...metadata, isDefault: isDefault.name() === 'true' };
}

function hostsOf(object: Field): readonly string[] {
  return distinct(
    object
      .at('status', 'loadBalancer', 'ingress')
      .list()
      .map((entry) => entry.at('hostname').name() || entry.at('ip').name()),
  );
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== ''))];
}
