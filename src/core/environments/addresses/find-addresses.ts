import * as l10n from '@vscode/l10n';
import { MAX_LENGTH, displayText } from '../../foreign/shown-text';
import type { NamespaceIndex } from '../namespace-objects';
import type { Ingress, Service } from '../objects/addresses';
import { isReady, type Pod } from '../objects/pod';
import type { Workload } from '../objects/workload';
import { addressFailure, type Address } from './address';
import { pendingLoadBalancer } from './load-balancers';

/** What may be known of host names: those that no name server knows. */
export interface AddressOptions {
  readonly now: number;
  readonly unresolved?: ReadonlySet<string>;
}

/** What is reached: workloads that belong together, and their pods. */
export interface Reached {
  readonly workloads: readonly Workload[];
  readonly pods: readonly Pod[];
}

/** How they are reached from outside, and why not: Ingresses first, since people know their hosts. */
export function findAddresses(
  reached: Reached,
  index: NamespaceIndex,
  options: AddressOptions,
): readonly Address[] {
  const services = (index.objects.services ?? []).filter((service) => belongs(service, reached));
  const names = new Set(services.map(({ name }) => name));
  const ingresses = (index.objects.ingresses ?? []).filter(
    (ingress) => ingress.services.some((name) => names.has(name)) || belongs(ingress, reached),
  );
  const sorted = <T extends { readonly name: string }>(objects: readonly T[]) =>
    objects.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return [
    ...sorted(ingresses).map((ingress) => ofIngress(ingress, index, options)),
    ...sorted(services).flatMap((service) => ofService(service, reached, index, options)),
  ];
}

/** It takes their pods, or is called as one of them: then it was meant to. */
function belongs(object: Service | Ingress, { workloads }: Reached): boolean {
  return workloads.some(
    ({ name, podLabels }) => name === object.name || ('selector' in object && selects(object, podLabels)),
  );
}

function selects({ selector }: Service, labels: ReadonlyMap<string, string>): boolean {
  return selector.size > 0 && [...selector].every(([key, value]) => labels.get(key) === value);
}

function ofService(
  service: Service,
  reached: Reached,
  index: NamespaceIndex,
  options: AddressOptions,
): readonly Address[] {
  const { name } = service;
  const pods = reached.pods.filter(({ labels }) => selects(service, labels));
  const failure = withoutPods(service, reached) ?? wrongPort(service, pods);
  if (failure) return [{ kind: 'failing', name, failure }];
  if (isBehind(service, pods, index))
    return [{ kind: 'waiting', name, waitingFor: l10n.t('Waiting until the Service finds the pods.') }];
  if (service.type !== 'LoadBalancer') return [];
  const [host] = service.hosts;
  if (host === undefined) return [pendingLoadBalancer(service, index.eventsOf(service), options.now)];
  return [reachable(name, host, urlOf(host, service.ports[0]?.number ?? 80), options)];
}

function ofIngress(ingress: Ingress, index: NamespaceIndex, options: AddressOptions): Address {
  const { name, hosts, addresses, encrypted } = ingress;
  const failure = withoutClass(ingress, index) ?? withoutService(ingress, index);
  if (failure) return { kind: 'failing', name, failure };
  const [address] = addresses;
  if (address === undefined) return pendingLoadBalancer(ingress, index.eventsOf(ingress), options.now);
  const host = hosts.find((candidate) => !candidate.startsWith('*')) ?? address;
  return reachable(name, host, `${encrypted.includes(host) ? 'https' : 'http'}://${host}`, options);
}

/** A name of AWS is known to name servers a while after it is made; one of the user's, once they have entered it. */
function reachable(name: string, host: string, url: string, { unresolved }: AddressOptions): Address {
  if (!URL.canParse(url) || new URL(url).hostname !== host.toLowerCase())
    return { kind: 'failing', name, failure: strangeHost(host) };
  if (!unresolved?.has(host)) return { kind: 'ready', name, url };
  const waitingFor = l10n.t('Waiting until the name {0} resolves.', host);
  return { kind: 'waiting', name, waitingFor };
}

/** It becomes a link that is opened. */
function strangeHost(host: string) {
  return addressFailure(
    'host-invalid',
    l10n.t('{0} is not a host name.', displayText(host, MAX_LENGTH.name)),
    l10n.t('Correct the host of the Ingress, or who wrote the address.'),
  );
}

function urlOf(host: string, port: number): string {
  const address = host.includes(':') ? `[${host}]` : host;
  if (port === 443) return `https://${address}`;
  return port === 80 ? `http://${address}` : `http://${address}:${port}`;
}

function wrongPort({ name, ports }: Service, pods: readonly Pod[]) {
  const declared = pods.flatMap(({ containers }) => containers.flatMap((container) => container.ports));
  const wrong = ports.find(
    ({ target }) => !/^\d*$/.test(target) && !declared.some((port) => port.name === target),
  );
  if (!wrong || pods.length === 0) return undefined;
  return addressFailure(
    'service-port-unknown',
    l10n.t(
      'The Service {0} points to the port {1}, which no container has.',
      name,
      displayText(wrong.target, MAX_LENGTH.name),
    ),
    l10n.t('Correct targetPort of the Service, or name the port in the workload.'),
  );
}

function withoutPods(service: Service, { workloads }: Reached) {
  if (service.selector.size === 0 || workloads.some(({ podLabels }) => selects(service, podLabels)))
    return undefined;
  return addressFailure(
    'service-without-pods',
    l10n.t('The Service {0} selects none of the pods.', service.name),
    l10n.t('Compare its selector with the labels of the pods.'),
  );
}

/** Pods are ready, and its list of them does not have them yet. */
function isBehind({ name }: Service, pods: readonly Pod[], index: NamespaceIndex): boolean {
  const slices = (index.objects.endpointSlices ?? []).filter(({ service }) => service === name);
  return slices.length > 0 && slices.every(({ ready }) => ready === 0) && pods.some(isReady);
}

function withoutClass({ name, className, legacyClass }: Ingress, index: NamespaceIndex) {
  const classes = index.objects.ingressClasses;
  if (!classes || legacyClass !== '') return undefined;
  if (className === '')
    return classes.some(({ isDefault }) => isDefault)
      ? undefined
      : addressFailure(
          'ingress-without-class',
          l10n.t('The Ingress {0} names no class, and the cluster has no default.', name),
          l10n.t('Set ingressClassName to the class of a controller in the cluster.'),
        );
  if (classes.some((candidate) => candidate.name === className)) return undefined;
  return addressFailure(
    'ingress-class-missing',
    l10n.t(
      'The Ingress {0} is of class {1}, which no controller in the cluster serves.',
      name,
      displayText(className, MAX_LENGTH.name),
    ),
    l10n.t('Install the controller of that class, or set ingressClassName to another one.'),
  );
}

function withoutService({ name, services }: Ingress, index: NamespaceIndex) {
  const known = index.objects.services;
  const missing = services.find((service) => known?.every((candidate) => candidate.name !== service));
  if (!known || missing === undefined) return undefined;
  return addressFailure(
    'ingress-service-missing',
    l10n.t(
      'The Ingress {0} points to the Service {1}, which does not exist.',
      name,
      displayText(missing, MAX_LENGTH.name),
    ),
    l10n.t('Create the Service, or correct its name in the Ingress.'),
  );
}
