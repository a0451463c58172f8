import { fieldsAt, listAt, textAt, type Fields } from '../../../sandbox/kubernetes/objects';
import { startCluster, type TestCluster } from '../kubernetes-cluster';

/** A simulated cluster, with a node unless it is to have none, and short words for what tests do in it. */
export class WorkloadCluster {
  private constructor(readonly cluster: TestCluster) {}

  static async start(nodes = 1): Promise<WorkloadCluster> {
    const cluster = await startCluster();
    for (let index = 0; index < nodes; index++)
      cluster.api.addNode(`ip-10-0-1-${10 + index}.ec2.internal`, { ready: true, labels: {}, taints: [] });
    const started = new WorkloadCluster(cluster);
    await started.pass(0);
    return started;
  }

  /** Lets so many seconds pass, and everything happen that happens in them. */
  pass(seconds: number): Promise<void> {
    return this.cluster.clock.advance(seconds * 1000);
  }

  async create(path: string, object: Fields): Promise<Fields> {
    const { body } = await this.cluster.call(path, { method: 'POST', body: object });
    await this.pass(0);
    return body;
  }

  async change(path: string, patch: Fields): Promise<Fields> {
    const call = { method: 'PATCH', contentType: 'application/merge-patch+json', body: patch } as const;
    const { body } = await this.cluster.call(path, call);
    await this.pass(0);
    return body;
  }

  async read(path: string): Promise<Fields> {
    return (await this.cluster.call(path)).body;
  }

  async pods(): Promise<readonly Fields[]> {
    return listAt(await this.read('/api/v1/namespaces/default/pods'), 'items');
  }

  /** The one pod that there is, and the status of its first container. */
  async pod(): Promise<{ readonly pod: Fields; readonly status: Fields; readonly container: Fields }> {
    const [pod = {}] = await this.pods();
    const status = fieldsAt(pod, 'status');
    return { pod, status, container: listAt(status, 'containerStatuses')[0] ?? {} };
  }

  /** `Warning BackOff: Back-off …`, of what an object's name begins with, in the order of their coming. */
  async events(prefix: string): Promise<readonly string[]> {
    return listAt(await this.read('/api/v1/namespaces/default/events'), 'items')
      .filter((event) => textAt(fieldsAt(event, 'involvedObject'), 'name')?.startsWith(prefix) === true)
      .toSorted((a, b) => ageOf(a) - ageOf(b))
      .map(({ type, reason, message }) => `${String(type)} ${String(reason)}: ${String(message)}`);
  }

  stop(): Promise<void> {
    return this.cluster.stop();
  }
}

function ageOf(event: Fields): number {
  return Number(textAt(fieldsAt(event, 'metadata'), 'resourceVersion'));
}

export const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
export const PODS = '/api/v1/namespaces/default/pods';

/** A container that is simulated with an outcome: `crash:3`. */
export function container(outcome: string, more: Fields = {}): Fields {
  return {
    name: 'web',
    image: `registry.example/sandbox/${outcome}`,
    ports: [{ containerPort: 8080 }],
    ...more,
  };
}

export function deployment(outcome: string, spec: Fields = {}, more: Fields = {}): Fields {
  const labels = { app: 'web' };
  return {
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container(outcome, more)] } },
      ...spec,
    },
  };
}
