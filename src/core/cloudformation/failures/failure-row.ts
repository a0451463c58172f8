import type { Field } from '../../cluster-form/draft';

/** One kind of failure: how AWS words it, what that means, and what helps. */
export interface FailureRow {
  readonly id: string;
  /** Any of them; the values that they name are in `Found.values`. */
  readonly patterns: readonly Pattern[];
  /** Codes of EKS's health issues, of clusters, node groups and add-ons alike. */
  readonly issueCodes?: readonly string[];
  readonly cause: (found: FailureMatch) => string;
  readonly remedy: (found: FailureMatch) => string;
  /** The form field where it can be fixed. */
  readonly field?: Field | ((found: FailureMatch) => Field | undefined);
  /** Says so little that whatever else is known counts first. */
  readonly isVague?: true;
}

/** A regular expression, or whatever else reads AWS's sentences. */
export interface Pattern {
  exec(text: string): { readonly groups?: Readonly<Record<string, string | undefined>> } | null;
}

/** What was recognized. */
export interface FailureMatch {
  /** AWS's sentence. */
  readonly text: string;
  /** What failed; absent where that is not known. */
  readonly resource?: { readonly type: string; readonly logicalId: string };
  /** Named groups of the pattern, safe to be shown. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /** IDs of what EKS says is concerned, safe to be shown. */
  readonly resourceIds: readonly string[];
}
