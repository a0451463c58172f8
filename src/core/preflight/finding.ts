/** What a check found. `unknown` is no fault of the user's settings: it never stands in the way of *Create*. */
export type Finding =
  | (Found & { readonly kind: 'green' })
  | (Found & {
      readonly kind: 'amber' | 'red' | 'unknown';
      readonly remedy: string;
      readonly action?: CheckAction;
    });

interface Found {
  /** One sentence. */
  readonly found: string;
  /** What the sentence sums up; empty where it says all. */
  readonly lists: readonly FindingList[];
}

/** Shown on demand: a role may lack sixty permissions. */
export interface FindingList {
  readonly title: string;
  readonly items: readonly { readonly name: string; readonly text: string }[];
}

/** What the extension can do about a finding. */
export type CheckAction = 'generatePolicy' | 'authenticate';
