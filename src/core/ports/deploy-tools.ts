/** Renders kustomizations with the user's own kubectl. */
export interface KustomizePort {
  /**
   * What the kustomization in a folder comes to: YAML. Nothing is downloaded, no plugin runs and no cluster is asked.
   * @param folder absolute
   * @throws UserError `kubectl-missing`, `kustomize-remote`, `kustomize-failed`
   */
  render(folder: string, signal: AbortSignal): Promise<string>;
}

/** A release of Helm's. */
export interface ReleaseName {
  readonly name: string;
  readonly namespace: string;
}

export interface ReleaseUpgrade extends ReleaseName {
  /** The folder of the chart, absolute. */
  readonly chart: string;
  /** Values files, absolute; a later one counts more. */
  readonly valuesFiles: readonly string[];
  /** Texts by the path of the value, such as `image.tag`; they count most. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The user's own Helm, in one cluster. It returns when the objects are in the cluster and hooks have ended; whether they run
 * is for others to watch. When it is aborted, it may leave the release pending.
 */
export interface HelmPort {
  /** `helm upgrade --install`. @throws UserError `helm-missing`, `chart-invalid` and the others of Helm */
  upgrade(upgrade: ReleaseUpgrade, signal: AbortSignal): Promise<void>;
  /** `helm rollback`, which makes a new revision of an old one. @throws UserError as `upgrade` does */
  rollBack(release: ReleaseName, revision: number, signal: AbortSignal): Promise<void>;
}

/** A file of which only this user and the process that it is for know. */
export interface PrivateFile {
  /** That nothing else is in. */
  readonly folder: string;
  readonly path: string;
}

/** Keeps secrets on disk for as long as a program needs them there. */
export interface PrivateFilePort {
  /**
   * Writes a file for one use, and deletes it when that has ended, however it ended.
   * @throws UserError where the disk refuses it
   */
  withFile<T>(name: string, text: string, use: (file: PrivateFile) => Promise<T>): Promise<T>;
  /** Deletes what processes left that were killed. */
  sweep(): Promise<void>;
}
