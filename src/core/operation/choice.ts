import type { ClusterSpec } from '../spec/cluster-spec';

/** What the user wants done with an operation. On disk until it is recorded, for another window may drive it. */
export type Choice =
  /** Everything that exists in AWS goes: cancels a creation, cleans up after a failure, tries a deletion again. */
  | { readonly kind: 'delete' }
  /** What failed is left as it is. */
  | { readonly kind: 'keep' }
  /** What failed is tried again, as it is described now. */
  | { readonly kind: 'retry'; readonly spec: ClusterSpec };
