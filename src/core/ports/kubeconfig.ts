import type { Examination } from '../kubeconfig/finding';
import type { EntryInFile, NewEntry, SecretReaders } from './workspace';

/** The user's kubeconfig files, with entries of any tool. */
export interface KubeconfigPort {
  /** @param place whether it is in a folder of the workspace, whose repository is not to get a new file */
  write(entry: NewEntry, place: 'in folder' | 'elsewhere'): Promise<SecretReaders>;
  /** Who may read the file. */
  readersOf(path: string): Promise<SecretReaders>;
  /** Takes the file from everybody but its owner. */
  makePrivate(path: string): Promise<void>;
  /** Removes what names the cluster; an entry of anybody else's stays. */
  remove(entry: EntryInFile): Promise<void>;
  /** Makes our context of the cluster the current one. */
  useContext(entry: EntryInFile): Promise<void>;
  /** Makes that context the current one of a file, which need not have it. */
  chooseContext(path: string, context: string): Promise<void>;
  /** What kubectl would use by default of these files, in their order; one that is not there says nothing. */
  choiceOf(paths: readonly string[]): Promise<ContextChoice>;
  /** The cluster that a context of these files leads to. */
  clusterIn(paths: readonly string[], context: string): Promise<string | undefined>;
  /** The name of our context of the cluster in a file; `undefined` where it has none. */
  contextOf(path: string, cluster: EntryInFile['cluster']): Promise<string | undefined>;
  /** Makes a file of its own for a terminal, which chooses a context and says nothing else. @returns its path */
  addTerminalChoice(context: string): Promise<string>;
  /** Removes such a file, unless another program has added entries to it. */
  removeTerminalChoice(path: string): Promise<'removed' | 'kept'>;
  /** The file has a cluster of that ID: what is called as ours are. */
  holds(path: string, clusterId: string): Promise<boolean>;
  /** Our user of the cluster in the file signs in with a token in the file. */
  holdsToken(path: string, clusterId: string): Promise<boolean>;
  /**
   * What the file would do in a terminal, beyond the entries that were written on this machine.
   *
   * @throws UserError where it cannot be read, or not be understood
   */
  examine(path: string, known: KnownToExaminer): Promise<Examination>;
  /** @throws UserError where a token in the file would be in everybody's hands with the next commit */
  refuseTracked(path: string): Promise<void>;
}

/** The context that kubectl uses by default of a list of files; `path` is the file that decides. */
export type ContextChoice =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'context';
      readonly path: string;
      readonly context: string;
      /** The ID of the cluster that it leads to, where one of the files has the context. */
      readonly cluster: string | undefined;
    }
  | { readonly kind: 'unread'; readonly path: string; readonly reason: string };

export interface KnownToExaminer {
  /** A file without any of them is of no interest. */
  readonly clusterIds: readonly string[];
  /**
   * Seals of the clusters that were written on this machine. They are asked for after the file was read: each is there
   * before its entry is, so that no entry is taken for somebody else's while it is being written.
   */
  readonly written: () => ReadonlySet<string>;
  /** The files that kubectl would read after this one, in order. */
  readonly own: readonly string[];
}
