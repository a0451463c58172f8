import type {
  EnvironmentTarget,
  TargetContents,
  TargetKind,
} from '../../core/environments/environment-target';
import type { KubernetesApi, KubernetesTarget } from '../../core/ports/kubernetes';

/** What commands on environments find out about what they are called on. */
export interface EnvironmentTargets {
  /**
   * What a command was called on: its row's object, or, from the palette, what the user chooses.
   * @param argument as VS Code hands it over
   * @param kinds what the command acts on; of a row of another kind, the nearest one above it counts
   * @returns `undefined` when the user changed their mind
   * @throws UserError where there is nothing to choose from
   */
  pick<K extends TargetKind>(
    argument: unknown,
    kinds: readonly K[],
    title: string,
  ): Promise<(EnvironmentTarget & { readonly kind: K }) | undefined>;
  /**
   * Keeps what is behind a target up to date, whether or not the view is seen, until it is disposed.
   * @param changed told soon after a change
   */
  follow(target: EnvironmentTarget, changed: () => void): FollowedTarget;
  /** The cluster's API, as the extension reaches it. @throws UserError */
  connect(target: EnvironmentTarget, signal: AbortSignal): Promise<KubernetesApi>;
  /** For connections that stay open. @throws UserError */
  kubernetesTarget(target: EnvironmentTarget, signal: AbortSignal): Promise<KubernetesTarget>;
}

export interface FollowedTarget {
  /** `undefined`: it is not loaded yet, or is gone. */
  readonly contents: TargetContents | undefined;
  /** The cluster has answered. */
  readonly isLoaded: boolean;
  /** Settles as soon as the cluster has answered for it. @throws UserError where it cannot be asked */
  loaded(signal: AbortSignal): Promise<TargetContents | undefined>;
  dispose(): void;
}
