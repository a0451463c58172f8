import { clusterArn } from '../../core/arn';
import { userError } from '../../core/errors/catalogue';
import { explain } from '../../core/errors/explain';
import type { ClusterDescription, ProvisionRole, ProvisionSession } from '../../core/ports/aws';
import type { KubernetesApi, KubernetesPort } from '../../core/ports/kubernetes';
import type { ClusterEntry } from '../../core/registry/entry';
import type { ClusterStatus } from '../../core/tree/rows';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';

/** What EKS says of the registered clusters; asked once, and again on refresh. */
export class ClusterStatuses {
  private readonly known = new Map</* cluster ARN */ string, ClusterStatus>();

  constructor(
    private readonly sessions: Sessions,
    private readonly settings: Settings,
    private readonly kubernetes: () => Promise<KubernetesPort>,
    private readonly onChange: () => void,
  ) {}

  /** Answers at once with what is known, and asks EKS where nothing is. */
  get(entry: ClusterEntry): ClusterStatus {
    const arn = clusterArn(entry);
    const status = this.known.get(arn);
    if (status) return status;
    this.known.set(arn, { kind: 'loading' });
    void this.ask(entry).then((answer) => {
      this.known.set(arn, answer);
      this.onChange();
    });
    return { kind: 'loading' };
  }

  forget(): void {
    this.known.clear();
  }

  async describe(entry: ClusterEntry, signal: AbortSignal): Promise<ClusterDescription | undefined> {
    const session = await this.session(entry);
    return session.clusters.describe(entry.name, signal);
  }

  /** The cluster's API, as the provision role. Endpoint and CA are EKS's, whatever a settings file says. */
  async connect(entry: ClusterEntry, signal: AbortSignal): Promise<KubernetesApi | undefined> {
    const session = await this.session(entry);
    const cluster = await session.clusters.describe(entry.name, signal);
    if (!cluster?.endpoint || !cluster.certificateAuthority) return undefined;
    const { endpoint, certificateAuthority } = cluster;
    const kubernetes = await this.kubernetes();
    return kubernetes.connect({
      endpoint,
      certificateAuthority,
      token: () => session.clusters.token(entry.name),
    });
  }

  /** The role through which a registered cluster is reached. */
  role({ roleArn, region, name }: ClusterEntry): ProvisionRole {
    if (roleArn === undefined) throw userError('role-not-configured', { name });
    return { roleArn, region, base: this.settings.baseCredentials };
  }

  private async ask(entry: ClusterEntry): Promise<ClusterStatus> {
    try {
      const description = await this.describe(entry, AbortSignal.timeout(30_000));
      return description ? { kind: 'described', description } : { kind: 'missing' };
    } catch (error) {
      const { message, remedy } = explain(error);
      return { kind: 'unknown', message, remedy };
    }
  }

  private async session(entry: ClusterEntry): Promise<ProvisionSession> {
    return this.sessions.open(this.role(entry), entry.name);
  }
}
