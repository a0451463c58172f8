import type { AwsProfile } from '../aws-config/profile';

/** Where a cluster is configured. Workspaces and folders are named by their URI. */
export type Level =
  | { readonly kind: 'folder'; readonly folder: string; readonly name: string }
  | { readonly kind: 'workspace'; readonly workspace: string }
  | { readonly kind: 'user' };

/** Levels are plain data that is always made with the same keys in the same order. */
export function isSameLevel(a: Level, b: Level): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Where an operation's cluster goes when it is ready; recorded before anything is created. */
export interface Target {
  readonly level: Level;
  /** Absolute path of the kubeconfig file. */
  readonly kubeconfigPath: string;
  readonly credential: KubeconfigCredential;
  readonly setCurrentContext: boolean;
}

/** How `kubectl` authenticates with the entry that we write. */
export type KubeconfigCredential =
  | {
      readonly kind: 'aws-cli';
      /** Profile of the AWS config that assumes the role, with the external ID. */
      readonly profile?: AwsProfile;
      /** Write that profile: the user has seen it and agreed. */
      readonly writeProfile: boolean;
    }
  | { readonly kind: 'service-account' };

/** A choice of the form's *Configured in*. */
export interface LevelOption {
  readonly id: string;
  readonly label: string;
  readonly level: Level;
  readonly kubeconfigPath: string;
  /** Why that path cannot be used, and what to do. */
  readonly kubeconfigProblem?: string;
}
