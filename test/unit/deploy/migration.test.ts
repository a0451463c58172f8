import { deepStrictEqual } from 'node:assert/strict';
import { migrationJob } from '../../../src/core/deploy/migration';
import type { KubernetesObject } from '../../../src/core/ports/kubernetes';

const IMAGE = `registry.test/shop@sha256:${'a'.repeat(64)}`;
const DEPLOYMENT: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'production',
    namespace: 'shop-1a2b3c4d-production',
    labels: { 'app.kubernetes.io/instance': 'production', 'app.kubernetes.io/component': 'web' },
    annotations: { 'eks-clusters/deployment': '7' },
  },
  spec: {
    replicas: 2,
    template: {
      spec: {
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'web',
            image: IMAGE,
            command: ['node', 'server.js'],
            env: [{ name: 'PORT', value: '5000' }],
            envFrom: [{ secretRef: { name: 'production-postgresql' } }],
            ports: [{ containerPort: 5000 }],
            startupProbe: { tcpSocket: { port: 5000 } },
            readinessProbe: { httpGet: { port: 5000 } },
          },
        ],
      },
    },
  },
};
const JOB = migrationJob({
  kind: 'migrate',
  command: ['npm', 'run', 'migrate'],
  number: 7,
  deployment: DEPLOYMENT,
});

describe('A migration', () => {
  it('runs the new image with the variables of the app, and its own command', () => {
    const { template } = JOB['spec'] as { template: { spec: { containers: object[] } } };
    deepStrictEqual(template.spec.containers, [
      {
        name: 'migrate',
        image: IMAGE,
        command: ['npm', 'run', 'migrate'],
        args: [],
        env: [{ name: 'PORT', value: '5000' }],
        envFrom: [{ secretRef: { name: 'production-postgresql' } }],
      },
    ]);
  });

  it('belongs to its deployment, is none of the pods that serve, and is tried once', () => {
    const { metadata, spec } = JOB as unknown as {
      metadata: KubernetesObject['metadata'];
      spec: { backoffLimit: number; template: { spec: { restartPolicy: string } } };
    };
    deepStrictEqual(
      [metadata.name, metadata.namespace, metadata.labels?.['app.kubernetes.io/component']],
      ['production-migrate-7', 'shop-1a2b3c4d-production', 'migrate'],
    );
    deepStrictEqual([spec.backoffLimit, spec.template.spec.restartPolicy], [0, 'Never']);
  });
});
