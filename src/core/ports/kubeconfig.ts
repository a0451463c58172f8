import type { Examination } from '../kubeconfig/finding';
import type { EntryInFile, NewEntry } from './workspace';

/** The user's kubeconfig files, whoever's entries are in them. */
export interface KubeconfigPort {
  /** @param place whether it is in a folder of the workspace, whose repository is not to get a new file */
  write(entry: NewEntry, place: 'in folder' | 'elsewhere'): Promise<void>;
  /** Removes what names the cluster; an entry of anybody else's stays. */
  remove(entry: EntryInFile): Promise<void>;
  /** Makes our context of the cluster the current one. */
  useContext(entry: EntryInFile): Promise<void>;
  /** The file has a cluster of that ID: what is called as ours are. */
  holds(path: string, clusterId: string): Promise<boolean>;
  /** Our user of the cluster in the file signs in with a token that stands there. */
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
