import type { AwsProfile } from '../aws-config/profile';
import type { ClusterEntry, ClusterKey } from '../registry/entry';
import type { Level } from '../registry/target';

/** A cluster that can be talked to, as EKS describes it. */
export interface ConnectedCluster {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly endpoint: string;
  /** PEM, base64. */
  readonly certificateAuthority: string;
}

/** The user's files and settings, as far as this window may write them. */
export interface WorkspacePort {
  /** This window is trusted and has the level's folder or workspace open. */
  isHere(level: Level): boolean;
  hasProfile(profile: AwsProfile): Promise<boolean>;
  /** Adds the profile to the AWS config, unless it is there. */
  writeProfile(profile: AwsProfile): Promise<void>;
  writeKubeconfig(request: {
    readonly path: string;
    readonly cluster: ConnectedCluster;
    readonly user: KubeconfigUser;
    readonly setCurrentContext: boolean;
  }): Promise<void>;
  /** Removes what names the cluster; an entry of anybody else's stays. */
  removeKubeconfig(request: {
    readonly path: string;
    readonly cluster: Pick<ConnectedCluster, 'arn' | 'name'>;
  }): Promise<void>;
  register(level: Level, entry: ClusterEntry): Promise<void>;
  unregister(level: Level, cluster: ClusterKey): Promise<void>;
}

export type KubeconfigUser =
  | { readonly kind: 'aws-cli'; readonly profile?: string }
  | { readonly kind: 'service-account'; readonly token: string };
