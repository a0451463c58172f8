import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { defaultIngress, loadBalancerHost } from '../../../src/core/deploy/domain/default-ingress';
import { hostIn } from '../../../src/core/deploy/domain/host';
import {
  autoModeClass,
  ingressClasses,
  ingressController,
  servesAutoModeIngresses,
} from '../../../src/core/deploy/domain/ingress-class';
import { checkWildcard } from '../../../src/core/deploy/domain/wildcard-record';
import { loadBalancerSubnets } from '../../../src/core/deploy/load-balancer-subnets';
import { KubernetesError } from '../../../src/core/ports/kubernetes';
import type { Subnet } from '../../../src/core/ports/options';
import { isDomain } from '../../../src/core/registry/entry';
import { FakeKubernetes } from '../../fakes/kubernetes';
import { hostileText } from '../../fakes/hostile-text';

const never = new AbortController().signal;
const SHOP = { name: 'shop', origin: 'https://git.example/shop.git' };
const DOMAIN = 'apps.example.com';

describe('The host of an environment', () => {
  const host = (environment: string, ...taken: string[]) =>
    hostIn(DOMAIN, SHOP, environment, (each) => taken.includes(each));

  it('is the name of the project in production, and has the environment in it elsewhere', () => {
    strictEqual(host('production'), 'shop.apps.example.com');
    strictEqual(host('staging'), 'shop-staging.apps.example.com');
    match(host('review/login'), /^shop-review-login-\w{6}\.apps\.example\.com$/);
  });

  it('has the ID of the project, where something else has the name', () =>
    match(host('production', 'shop.apps.example.com'), /^shop-[0-9a-f]{8}\.apps\.example\.com$/));

  it('is one that DNS takes, whatever project and environment are called', () =>
    fc.assert(
      fc.property(hostileText, hostileText, fc.boolean(), (name, environment, taken) => {
        const found = hostIn(DOMAIN, { name, origin: name }, environment, () => taken);
        match(found, /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?\.apps\.example\.com$/);
      }),
    ));
});

describe('A domain', () => {
  for (const text of ['apps.example.com', 'example.co', 'a-b.xn--p1ai'])
    it(`may be ${text}`, () => strictEqual(isDomain(text), true));
  for (const text of [
    'example',
    '*.example.com',
    'example.com.',
    'EXAMPLE.com',
    '10.0.0.1',
    'a b.com',
    '-a.com',
  ])
    it(`is not ${text}`, () => strictEqual(isDomain(text), false));
});

describe('The Ingress classes of a cluster', () => {
  const classOf = (name: string, controller: string) => ({
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name }, spec: { controller } },
  });

  it('are told apart by who serves them, those of AWS first', async () => {
    const cluster = new FakeKubernetes();
    deepStrictEqual(await ingressClasses(cluster, never), []);
    await cluster.apply(classOf('nginx', 'k8s.io/ingress-nginx'));
    await cluster.apply(classOf('alb', 'ingress.k8s.aws/alb'));
    deepStrictEqual(await ingressClasses(cluster, never), [
      { name: 'alb', controller: 'load-balancer-controller' },
      { name: 'nginx', controller: 'other' },
    ]);
    strictEqual(await ingressController(cluster, 'nginx', never), 'other');
    strictEqual(await ingressController(cluster, 'missing', never), undefined);
  });

  it('of Auto Mode are created, with the subnets that are known', async () => {
    const cluster = new FakeKubernetes();
    for (const object of autoModeClass(['subnet-1'])) await cluster.apply(object);
    deepStrictEqual(await ingressClasses(cluster, never), [{ name: 'alb', controller: 'auto-mode' }]);
    match(JSON.stringify(autoModeClass(['subnet-1'])), /"ids":\["subnet-1"\]/);
    strictEqual(JSON.stringify(autoModeClass([])).includes('subnets'), false);
  });

  it('are served by Auto Mode where the cluster has its parameters', async () => {
    strictEqual(await servesAutoModeIngresses(new FakeKubernetes(), never), true);
    const list = () => Promise.reject(new KubernetesError('not-found', 'no such kind'));
    strictEqual(await servesAutoModeIngresses({ list }, never), false);
  });
});

describe('The load balancer of a domain', () => {
  it('has the host name that its Ingress has, the default one before others', async () => {
    const cluster = new FakeKubernetes();
    const ingress = defaultIngress({ name: 'alb', controller: 'load-balancer-controller' });
    strictEqual(await loadBalancerHost(cluster, 'alb', never), undefined);
    await cluster.apply(ingress);
    strictEqual(await loadBalancerHost(cluster, 'alb', never), undefined);
    const status = (hostname: string) => ({ loadBalancer: { ingress: [{ hostname }] } });
    await cluster.apply({
      ...{ ...ingress, metadata: { name: 'shop', namespace: 'shop' }, status: status('own.example') },
    });
    strictEqual(await loadBalancerHost(cluster, 'alb', never), 'own.example');
    await cluster.apply({ ...ingress, status: status('shared.example') });
    strictEqual(await loadBalancerHost(cluster, 'alb', never), 'shared.example');
    strictEqual(await loadBalancerHost(cluster, 'nginx', never), undefined);
  });

  const STATES = {
    right: [['1.1.1.1', '1.1.1.2'], ['1.1.1.2']],
    missing: [['1.1.1.1'], []],
    elsewhere: [['1.1.1.1'], ['9.9.9.9']],
    'too-early': [[], ['9.9.9.9']],
  } as const;
  for (const [kind, [target, random]] of Object.entries(STATES))
    it(`and the wildcard record of the domain are ${kind}`, async () => {
      const names = new Map<string, readonly string[]>([
        ['alb.example', target],
        ['eks-1.apps.example.com', random],
      ]);
      const resolver = { addresses: (host: string) => Promise.resolve(names.get(host) ?? []) };
      const asked = { domain: DOMAIN, target: 'alb.example', label: 'eks-1' };
      strictEqual((await checkWildcard(asked, resolver, never)).kind, kind);
    });
});

describe('The subnets of a load balancer', () => {
  const subnet = (id: string, zone: string, more: Partial<Subnet> = {}): Subnet => ({
    ...{ id, cidr: '', availabilityZone: zone, zoneId: zone, freeAddresses: 100, assignsPublicIp: false },
    ...more,
  });

  it('are those with the tag of its kind, one in each zone', () => {
    const subnets = [
      subnet('a1', 'a', { route: 'public' }),
      subnet('a2', 'a', { route: 'private', loadBalancers: ['public'] }),
      subnet('b1', 'b', { loadBalancers: ['public', 'internal'], freeAddresses: 20 }),
      subnet('b2', 'b', { loadBalancers: ['public'] }),
    ];
    deepStrictEqual(loadBalancerSubnets(subnets, 'public'), ['a2', 'b2']);
    deepStrictEqual(loadBalancerSubnets(subnets, 'internal'), ['b1']);
  });

  it('are those whose route fits, where none has the tag', () => {
    const subnets = [
      subnet('a1', 'a', { route: 'public' }),
      subnet('a2', 'a', { route: 'private' }),
      subnet('b1', 'b', { route: 'public', freeAddresses: 7 }),
      subnet('c1', 'c', { route: 'public', zoneType: 'local-zone' }),
      subnet('d1', 'd'),
    ];
    deepStrictEqual(loadBalancerSubnets(subnets, 'public'), ['a1']);
    deepStrictEqual(loadBalancerSubnets(subnets, 'internal'), ['a2']);
    deepStrictEqual(loadBalancerSubnets([], 'public'), []);
  });
});
