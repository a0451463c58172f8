import { mapWithConcurrency } from '../../core/map-with-concurrency';
import { toUserError } from '../../core/errors/to-user-error';
import { clusterId, type EksEntry } from '../../core/registry/entry';
import type { ClusterStatus } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';

/** A view of thousands must not ask thousands. */
const MAX_AUTO_REFRESHED_CLUSTERS = 50;
const MAX_CONCURRENT = 4;

/** The status of registered clusters in EKS. Requested once while the view is visible, and again on refresh. */
export class ClusterStatuses {
  private readonly known = new Map</* way to the cluster */ string, ClusterStatus>();
  private controller = new AbortController();

  constructor(
    private readonly connector: Pick<ClusterConnector, 'describe'>,
    private readonly onChange: () => void,
  ) {}

  /** The cached status, without a request. */
  get(entry: EksEntry): ClusterStatus {
    return this.known.get(cacheKey(entry)) ?? { kind: 'unasked' };
  }

  forget(): void {
    this.known.clear();
  }

  /** Cancels all requests, since the view is hidden. Clusters without an answer count as not requested. */
  cancel(): void {
    this.controller.abort();
    this.controller = new AbortController();
    for (const [way, { kind }] of this.known) if (kind === 'loading') this.known.delete(way);
  }

  /** Asks of which nothing is known, unless they are too many. */
  async refreshUnasked(entries: readonly EksEntry[]): Promise<void> {
    if (entries.length > MAX_AUTO_REFRESHED_CLUSTERS) return;
    await this.refresh(entries.filter((entry) => this.get(entry).kind === 'unasked'));
  }

  /** Refreshes the status of each entry, a few at a time. */
  async refresh(entries: readonly EksEntry[]): Promise<void> {
    for (const entry of entries)
      if (this.get(entry).kind === 'unasked') this.known.set(cacheKey(entry), { kind: 'loading' });
    if (entries.length > 0) this.onChange();
    const { signal } = this.controller;
    await mapWithConcurrency(entries, MAX_CONCURRENT, async (entry) => {
      if (!signal.aborted) this.take(entry, await this.load(entry, signal), signal);
    });
  }

  private take(entry: EksEntry, answer: ClusterStatus, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.known.set(cacheKey(entry), answer);
    this.onChange();
  }

  private async load(entry: EksEntry, signal: AbortSignal): Promise<ClusterStatus> {
    try {
      const description = await this.connector.describe(entry, signal);
      return description ? { kind: 'described', description } : { kind: 'missing' };
    } catch (error) {
      const { code, message, remedy } = toUserError(error);
      return { kind: code === 'access-not-allowed' ? 'notAllowed' : 'unknown', message, remedy };
    }
  }
}

/** A status is only valid for the credentials that it was requested with. */
function cacheKey(entry: EksEntry): string {
  return JSON.stringify([clusterId(entry), entry.roleArn, entry.profile]);
}
