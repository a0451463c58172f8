import type { Level } from '../registry/target';
import type { ClusterSpec } from '../cluster-form/cluster-spec';

/** What the user wants done with an operation. On disk until it is recorded, for another window may drive it. */
export type Choice =
  /** Everything that exists in AWS goes: cancels a creation, cleans up after a failure, tries a deletion again. */
  | { readonly kind: 'delete' }
  /** What failed is left as it is and stays in sight; what waits to be cleaned up is left, too. */
  | { readonly kind: 'keep' }
  /** What failed is left as it is, and nothing more is to be seen of it. */
  | { readonly kind: 'forget' }
  /** What failed is tried again, as it is described now. */
  | { readonly kind: 'retry'; readonly spec: ClusterSpec }
  /** What is finished is configured there, for the place that it waits for is gone. */
  | { readonly kind: 'attach'; readonly level: Level; readonly kubeconfigPath: string };
