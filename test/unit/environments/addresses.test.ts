import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import type { Address } from '../../../src/core/environments/addresses/address';
import { findAddresses } from '../../../src/core/environments/addresses/find-addresses';
import { LOAD_BALANCERS } from '../../../src/core/environments/addresses/load-balancers';
import { about, at, deployment, event, index, NOW, pod, replicaSet } from './recorded';

const named = (kind: string, name: string, createdAgo = 60) => ({
  kind,
  metadata: { name, namespace: 'shop', uid: `${kind}-${name}`, creationTimestamp: at(createdAgo) },
});
const service = (parts: { spec?: object; status?: object; ago?: number } = {}) => ({
  ...named('Service', 'web', parts.ago),
  spec: {
    type: 'LoadBalancer',
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort: 5000 }],
    ...parts.spec,
  },
  status: { loadBalancer: {}, ...parts.status },
});
const internal = service({ spec: { type: 'ClusterIP' } });
const balanced = (hostname: string) => ({ loadBalancer: { ingress: [{ hostname }] } });
const onService = about('Service', 'web', 'Service-web');
const ingress = (spec: object = {}, status: object = {}) => ({
  ...named('Ingress', 'shop'),
  spec: {
    ingressClassName: 'alb',
    rules: [{ host: 'shop.example.com', http: { paths: [{ backend: { service: { name: 'web' } } }] } }],
    ...spec,
  },
  status,
});
const alb = named('IngressClass', 'alb');

const find = (objects: readonly unknown[], unresolved?: ReadonlySet<string>) => {
  const found = index([deployment(), replicaSet(), pod(), ...objects]);
  const { workloads = [], pods = [] } = found.objects;
  return findAddresses({ workloads, pods }, found, { now: NOW, unresolved });
};
const codeOf = ([address]: readonly Address[]) =>
  address?.kind === 'failing' ? address.failure.code : address?.kind;

describe('An address', () => {
  it('is that of the load balancer, with its port where that is not the usual one', () => {
    for (const [port, url] of [
      [80, 'http://a.elb.example'],
      [443, 'https://a.elb.example'],
      [8080, 'http://a.elb.example:8080'],
    ] as const)
      deepStrictEqual(find([service({ spec: { ports: [{ port }] }, status: balanced('a.elb.example') })]), [
        { kind: 'ready', name: 'web', url },
      ]);
  });

  it('is the host of an Ingress, encrypted where the Ingress says so', () => {
    const status = balanced('k8s.elb.example');
    deepStrictEqual(find([internal, ingress({}, status), alb]), [
      { kind: 'ready', name: 'shop', url: 'http://shop.example.com' },
    ]);
    const tls = [{ hosts: ['shop.example.com'] }];
    const [found] = find([internal, ingress({ tls }, status), alb]);
    ok(found?.kind === 'ready');
    strictEqual(found.url, 'https://shop.example.com');
  });

  it('waits for AWS, for its name to resolve, and for the Service to find the pods', () => {
    const host = 'a.elb.example';
    const waits: readonly (readonly [RegExp, readonly Address[]])[] = [
      [/AWS to create/, find([service()])],
      [/name a\.elb\.example resolves/, find([service({ status: balanced(host) })], new Set([host]))],
      [
        /finds the pods/,
        find([
          service(),
          {
            kind: 'EndpointSlice',
            metadata: { name: 'web-1', labels: { 'kubernetes.io/service-name': 'web' } },
            endpoints: [{ conditions: { ready: false } }],
          },
        ]),
      ],
    ];
    for (const [says, [address]] of waits) {
      ok(address?.kind === 'waiting');
      match(address.waitingFor, says);
    }
  });

  it('is none of a Service that only the cluster reaches', () => deepStrictEqual(find([internal]), []));
});

describe('An address that fails', () => {
  const failed = (reason: string, message: string, parts: object = {}) => [
    service(),
    event(reason, message, { ...onService, ...parts }),
  ];
  const cases: readonly (readonly [string, readonly unknown[]])[] = [
    [
      'no-subnets',
      failed(
        'FailedBuildModel',
        "Failed build model due to couldn't auto-discover subnets: unable to discover at least one subnet",
      ),
    ],
    [
      'no-subnets',
      failed(
        'FailedBuildModel',
        'Failed build model due to unable to resolve at least one subnet (0 match VPC and tags: [kubernetes.io/role/elb])',
      ),
    ],
    [
      'no-subnets',
      failed(
        'SyncLoadBalancerFailed',
        'Error syncing load balancer: failed to ensure load balancer: could not find any suitable subnets for creating the ELB',
      ),
    ],
    [
      'load-balancer-denied',
      failed(
        'FailedDeployModel',
        'Failed deploy model due to AccessDenied: User: arn:aws:sts::1:assumed-role/x/y is not authorized to perform: elasticloadbalancing:CreateLoadBalancer',
      ),
    ],
    [
      'load-balancer-quota',
      failed(
        'FailedDeployModel',
        'Failed deploy model due to TooManyLoadBalancers: The maximum number of load balancers has been reached',
      ),
    ],
    [
      'load-balancer-certificate',
      failed('FailedBuildModel', 'Failed build model due to no certificate found for host: shop.example.com'),
    ],
    [
      'load-balancer-security-groups',
      failed(
        'SyncLoadBalancerFailed',
        'Error syncing load balancer: Multiple tagged security groups found for instance i-1; ensure only the k8s security group is tagged',
      ),
    ],
    ['load-balancer-failed', failed('FailedDeployModel', 'Failed deploy model due to something new')],
    ['waiting', failed('FailedDeployModel', 'Failed deploy model due to something new', { count: 1 })],
    ['no-load-balancer-controller', [service({ ago: 600 })]],
    ['service-port-unknown', [service({ spec: { ports: [{ port: 80, targetPort: 'http' }] } })]],
    ['service-without-pods', [service({ spec: { selector: { app: 'wep' } } })]],
    ['host-invalid', [service({ status: balanced('evil.example/path?x') })]],
    ['ingress-class-missing', [internal, ingress(), named('IngressClass', 'nginx')]],
    ['ingress-without-class', [internal, ingress({ ingressClassName: undefined }), alb]],
    [
      'ingress-service-missing',
      [internal, { ...ingress({ defaultBackend: { service: { name: 'gone' } } }) }, alb],
    ],
  ];
  for (const [code, objects] of cases)
    it(`is told as ${code}`, () => strictEqual(codeOf(find(objects)), code));

  it('has a recorded event for each row of the catalogue', () => {
    const covered = new Set(cases.map(([code]) => code));
    deepStrictEqual(
      LOAD_BALANCERS.filter(({ code }) => !covered.has(code)),
      [],
    );
  });
});
