import * as l10n from '@vscode/l10n';
import type { Data } from './data';
import { editKubeconfig, type EditResult, type Plan } from './edit';
import { kubectlProblem } from './kubectl-rules';
import { contextsOf, ourContext } from './lists';

/**
 * Makes our context of a cluster the current one of its file, unless another of the same cluster and user is.
 *
 * @param name by which we call the context
 */
export function useContext(text: string, clusterArn: string, name: string): EditResult {
  const plan = (data: Data): Plan => {
    const current = data['current-context'];
    const ours = ourContext(data, clusterArn, name);
    if (ours === undefined) {
      return { kind: 'refused', reason: l10n.t('it has no context for cluster {0}.', clusterArn) };
    }
    if (typeof current === 'string' && contextsOf(data, clusterArn).includes(current))
      return { kind: 'edits', edits: [] };
    return { kind: 'edits', edits: [{ kind: 'set', path: ['current-context'], value: ours }] };
  };
  return editKubeconfig(text, plan, (data) => kubectlProblem(data, clusterArn));
}

/** Makes a context the current one, in any file that has it. */
export function setCurrentContext(text: string, context: string): EditResult {
  const plan = (data: Data): Plan => ({
    kind: 'edits',
    edits:
      data['current-context'] === context ? [] : [{ kind: 'set', path: ['current-context'], value: context }],
  });
  return editKubeconfig(text, plan, (data) => kubectlProblem(data, ''));
}
