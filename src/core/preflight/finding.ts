/** What a check found. `unknown` is not a problem of the user's settings: it never blocks *Create*. */
export type Finding =
  | (Found & { readonly kind: 'passed' })
  | (Found & {
      readonly kind: 'warning' | 'failed' | 'unknown';
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

export function passed(found: string): Finding {
  return { kind: 'passed', found, lists: [] };
}

export function failed(found: string, remedy: string, action?: CheckAction): Finding {
  return { kind: 'failed', found, remedy, action, lists: [] };
}

export function warning(found: string, remedy: string, action?: CheckAction): Finding {
  return { kind: 'warning', found, remedy, action, lists: [] };
}

export function unknown(found: string, remedy: string, action?: CheckAction): Finding {
  return { kind: 'unknown', found, remedy, action, lists: [] };
}

/** What the extension can do about a finding. */
export type CheckAction = 'generatePolicy' | 'authenticate' | 'createRoles' | 'openServiceQuotas';
