import { mayBeKept } from '../../core/operation/kept';
import { concernsCreation, hasEnded, latestStarted, type OperationView } from '../../core/operation/view';
import type { Operations } from '../../core/operation/run/operations';
import { trim } from '../../core/cluster-form/trim-draft';
import type { Draft } from '../../core/cluster-form/draft';
import type { Journal } from '../../core/ports/journal';

export interface CreationViewDeps {
  readonly operations: Pick<Operations, 'views' | 'viewOf'>;
  readonly journal: Pick<Journal, 'load' | 'ended'>;
}

/**
 * The current state of a creation: itself, or the latest deletion of what it made, in any window.
 * @param shown what was shown of it last, if anything
 * @returns `undefined` where neither journal nor history knows of it
 */
export async function latestView(
  creation: string,
  shown: OperationView | undefined,
  deps: CreationViewDeps,
): Promise<OperationView | undefined> {
  if (!shown) return savedView(creation, deps);
  const here = latestStarted(deps.operations.views.filter((view) => concernsCreation(creation, view)));
  if (here && here.startedAt >= shown.startedAt) return here;
  // What was in progress, and is not among the operations any more, has ended in another window.
  return hasEnded(shown.state) ? shown : savedView(creation, deps);
}

/**
 * The creation in progress of the cluster that is in the form. A window that was killed may not have kept in mind
 * that it was the form's: VS Code writes what it keeps somewhat later.
 * @returns its ID
 */
export async function findCreation(
  draft: Draft,
  { journal }: Pick<CreationViewDeps, 'journal'>,
): Promise<string | undefined> {
  const { name, roleArn, region } = trim(draft);
  const found = latestStarted((await journal.load()).filter(({ clusterName }) => clusterName === name));
  if (!found || found.role.roleArn !== roleArn || found.role.region !== region) return undefined;
  return found.kind === 'delete' ? found.owner : found.id;
}

async function savedView(
  creation: string,
  { journal, operations }: CreationViewDeps,
): Promise<OperationView | undefined> {
  // The journal first: an operation that ends between the two reads is then in both, and not in neither.
  const underWay = await journal.load();
  const history = await journal.ended();
  // The history is newer, except for what 0.1.0 ended and a later version took up again.
  const saved = [...history.filter(mayBeKept), ...underWay, ...history.filter((ended) => !mayBeKept(ended))];
  const newest = latestStarted(saved.filter((operation) => concernsCreation(creation, operation)));
  if (!newest) return undefined;
  const here = operations.views.find(({ id }) => id === newest.id);
  return here && hasEnded(here.state) === (newest.outcome !== undefined) ? here : operations.viewOf(newest);
}
