/** What a kubeconfig would do in a terminal beyond the entries that this extension wrote on this machine. */
export type Finding =
  /** kubectl runs it to sign in as the user. */
  | { readonly kind: 'program'; readonly user: string; readonly command: string }
  /** kubectl signs in through a plugin of its own by that name. */
  | { readonly kind: 'auth-provider'; readonly user: string; readonly provider: string }
  /** kubectl reads a file of this machine and trusts it, or sends what it says. */
  | { readonly kind: 'file'; readonly owner: string; readonly field: string; readonly file: string }
  /** Of a name in both files, kubectl takes what this one says. */
  | { readonly kind: 'redefinition'; readonly entry: EntryKind; readonly name: string; readonly own: string }
  /** The context names a cluster or a user that only another file can have: the user's own. */
  | {
      readonly kind: 'borrowed';
      readonly context: string;
      readonly entry: 'cluster' | 'user';
      readonly name: string;
    }
  | { readonly kind: 'server'; readonly cluster: string; readonly server: string }
  | { readonly kind: 'proxy'; readonly cluster: string; readonly proxy: string }
  /** The server's certificate is not checked. */
  | { readonly kind: 'unchecked'; readonly cluster: string }
  /** kubectl uses it where no context is named. */
  | { readonly kind: 'current-context'; readonly context: string }
  /** Which names it redefines in a file of the user's own is not known. */
  | { readonly kind: 'own-unread'; readonly own: string; readonly reason: string }
  /** Others can change it by a commit. */
  | { readonly kind: 'tracked' };

export type EntryKind = 'cluster' | 'context' | 'user';

export type Examination =
  /** It has no entry of a cluster that is asked about. */
  { readonly kind: 'no-entry' } | { readonly kind: 'examined'; readonly findings: readonly Finding[] };
