import { match, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { Service } from 'kubernetes-models/v1/Service';
import { builtInObjects } from '../../../src/core/deploy/built-in-objects';
import { migrationJob } from '../../../src/core/deploy/migration';
import { ownLabels, selectorLabels } from '../../../src/core/deploy/labels';
import { databaseObjects } from '../../../src/core/deploy/postgresql';
import type { Exposure } from '../../../src/core/deploy/request';
import { readDeploySettings, settingsFor } from '../../../src/core/deploy/settings';
import type { KubernetesObject } from '../../../src/core/ports/kubernetes';
import { hostileText } from '../../fakes/hostile-text';

const MODELS: Readonly<Record<string, new (data: never) => { validate(): void }>> = {
  ...{ Deployment, StatefulSet, HorizontalPodAutoscaler, Job, Ingress, Service },
};

const text = fc.oneof(fc.string({ maxLength: 20 }), hostileText);
const amounts = fc.record(
  { cpu: fc.constantFrom('50m', '1', '0.5'), memory: fc.constantFrom('64Mi', '1Gi') },
  { requiredKeys: [] },
);
/** What a repository may have in `eks.deploy`: what fits, and anything else. */
const written = fc.record(
  {
    port: fc.oneof(fc.integer({ min: -1, max: 70_000 }), text),
    command: fc.oneof(fc.array(text, { maxLength: 3 }), text),
    replicas: fc.integer({ min: -1, max: 1_001 }),
    resources: fc.record({ requests: amounts, limits: amounts }, { requiredKeys: [] }),
    probe: fc.oneof(fc.record({ path: fc.oneof(text, fc.constant('/health')) }), fc.constant({ tcp: true })),
    autoscale: fc.record({ min: fc.integer({ min: 0, max: 9 }), max: fc.integer({ min: 0, max: 9 }) }),
    postgres: fc.boolean(),
    migrate: fc.oneof(fc.array(text, { maxLength: 3 }), fc.constant(['npm', 'run', 'migrate'])),
  },
  { requiredKeys: [] },
);
const exposures: fc.Arbitrary<Exposure> = fc.oneof(
  fc.constant({ kind: 'forward' as const }),
  fc.record({
    kind: fc.constantFrom('public' as const, 'internal' as const),
    subnets: fc.array(fc.constantFrom('subnet-1', 'subnet-2'), { maxLength: 2 }),
  }),
  fc.record({
    ...{ kind: fc.constant('domain' as const), host: fc.constant('shop.apps.example.com') },
    ingressClass: fc.constantFrom('alb', 'nginx'),
    controller: fc.constantFrom(...(['auto-mode', 'load-balancer-controller', 'other'] as const)),
  }),
);

describe('Whatever is generated', () => {
  it('is valid for Kubernetes, whatever the settings say and anything is called', () =>
    fc.assert(
      fc.property(written, exposures, text, text, text, (value, exposure, name, environment, by) => {
        const settings = settingsFor(environment, readDeploySettings(value));
        const project = { name, origin: `https://git.example/${name}` };
        const request = {
          ...{ project, environment, namespace: 'shop', settings, exposure, by },
          commit: { sha: by, ref: name, isDirty: true },
        };
        const image = { reference: 'registry.example/shop:1', port: settings.port ?? 5000 };
        const app = builtInObjects(request, image, 1, 'hash');
        const labels = { ...ownLabels(request), ...selectorLabels(request, 'postgresql') };
        const database = {
          namespace: 'shop',
          slug: app[0]?.metadata.name ?? '',
          labels,
          image: 'postgres:17',
        };
        const command = settings.migrate;
        const jobs =
          command && app[0]
            ? [migrationJob({ kind: 'migrate', command, number: 1, deployment: app[0] })]
            : [];
        for (const object of [...app, ...databaseObjects(database), ...jobs]) validate(object);
      }),
    ));

  it('would be told apart from what is not valid', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } };
    strictEqual(refusal({ ...service, spec: { type: 1 } }), 'refused');
    strictEqual(refusal({ ...service, spec: { ports: [{ name: 'http' }] } }), 'refused');
    strictEqual(refusal({ ...service, spec: { type: 'ClusterIP' } }), 'taken');
  });
});

function validate(object: KubernetesObject): void {
  const Model = MODELS[object.kind];
  match(object.kind, new RegExp(Object.keys(MODELS).join('|')));
  // As it is sent: without what is not defined.
  const sent = JSON.parse(JSON.stringify(object)) as never;
  if (Model) new Model(sent).validate();
}

function refusal(object: KubernetesObject): string {
  try {
    validate(object);
    return 'taken';
  } catch {
    return 'refused';
  }
}
