import type { AwsProfile } from '../aws-config/profile';
import type { ClusterEntry, ClusterKey } from '../registry/entry';
import type { Level } from '../registry/target';

/** A cluster that can be talked to. */
export interface ConnectedCluster {
  /** Of an attached cluster, its ID. */
  readonly arn: string;
  readonly name: string;
  readonly endpoint: string;
  /** PEM, base64. */
  readonly certificateAuthority: string;
}

/** The entry of a cluster in the kubeconfig file of a level. */
export interface EntryInFile {
  readonly level: Level;
  readonly path: string;
  readonly cluster: Pick<ConnectedCluster, 'arn' | 'name'>;
}

export interface NewEntry extends EntryInFile {
  readonly cluster: ConnectedCluster;
  readonly user: KubeconfigUser;
  readonly setCurrentContext: boolean;
  /** The user agreed that an entry for the cluster which somebody else made becomes ours. */
  readonly foreignEntry?: 'adopt';
}

/** The cluster has an entry that another program made. */
export interface ForeignEntryError extends Error {
  readonly code: 'kubeconfig-entry-foreign';
  /** What replacing the entry would change, one line for each. */
  readonly changes: readonly string[];
}

/** Who may read a secret in a file: its owner alone, or other users of the machine too. */
export type SecretReaders = 'owner' | 'others';

/** The user's files and settings, as far as this window may write them. */
export interface WorkspacePort {
  /** This window is trusted and has the level's folder or workspace open. */
  isLevelOpen(level: Level): boolean;
  hasProfile(profile: AwsProfile): Promise<boolean>;
  /** Adds the profile to the AWS config, unless it is there. */
  writeProfile(profile: AwsProfile): Promise<void>;
  /**
   * Asks no question: a file that would need one is refused.
   * @returns who may read the token that was written, if one was
   */
  writeKubeconfig(entry: NewEntry): Promise<SecretReaders>;
  /** Removes what names the cluster; an entry of anybody else's stays. */
  removeKubeconfig(entry: EntryInFile): Promise<void>;
  register(level: Level, entry: ClusterEntry): Promise<void>;
  unregister(level: Level, cluster: ClusterKey): Promise<void>;
}

export type KubeconfigUser =
  | { readonly kind: 'aws-cli'; readonly region: string; readonly profile?: string }
  | { readonly kind: 'service-account'; readonly token: string };
