/** Renders kustomizations with the user's own kubectl. */
export interface KustomizePort {
  /**
   * What the kustomization in a folder comes to: YAML. Nothing is downloaded, no plugin runs and no cluster is asked.
   * @param folder absolute
   * @throws UserError `kubectl-missing`, `kustomize-remote`, `kustomize-failed`
   */
  render(folder: string, signal: AbortSignal): Promise<string>;
}
