import * as l10n from '@vscode/l10n';
import { editKubeconfig, type EditResult } from './edit';
import { contextsOf } from './lists';

/** Makes our context of a cluster the current one of its file. */
export function useContext(text: string, clusterArn: string): EditResult {
  return editKubeconfig(text, (data) => {
    const current = data['current-context'];
    const contexts = contextsOf(data, clusterArn);
    const [first] = contexts;
    if (first === undefined) {
      return { kind: 'refused', reason: l10n.t('it has no context of cluster {0}.', clusterArn) };
    }
    if (typeof current === 'string' && contexts.includes(current)) return { kind: 'edits', edits: [] };
    return { kind: 'edits', edits: [{ kind: 'set', path: ['current-context'], value: first }] };
  });
}
