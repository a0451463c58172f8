import { clusterArn } from '../../core/arn';
import { explain } from '../../core/errors/explain';
import type { EksEntry } from '../../core/registry/entry';
import type { ClusterStatus } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';

const TIME_LIMIT_MS = 30_000;

/** What EKS says of the registered clusters; asked once, and again on refresh. */
export class ClusterStatuses {
  private readonly known = new Map</* cluster ARN */ string, ClusterStatus>();

  constructor(
    private readonly connector: Pick<ClusterConnector, 'describe'>,
    private readonly onChange: () => void,
  ) {}

  /** Answers at once with what is known, and asks EKS where nothing is. */
  get(entry: EksEntry): ClusterStatus {
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

  private async ask(entry: EksEntry): Promise<ClusterStatus> {
    try {
      const description = await this.connector.describe(entry, AbortSignal.timeout(TIME_LIMIT_MS));
      return description ? { kind: 'described', description } : { kind: 'missing' };
    } catch (error) {
      const { message, remedy } = explain(error);
      return { kind: 'unknown', message, remedy };
    }
  }
}
