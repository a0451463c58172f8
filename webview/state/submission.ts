import * as l10n from '@vscode/l10n';
import { isAbout } from '../../src/core/operation/lineage';
import { isFailedCreation, type OperationView } from '../../src/core/operation/view';
import type { CreateAnswer, RetryOpening, WireError } from '../../src/protocol/messages';
import { forgive, refuse } from './authentication';
import { fill, isAuthenticated } from './edits';
import { blame, letGo } from './fault';
import { blocking, leadToPreflight } from './preflight';
import { announce, ask, change, focus, forget, inOrder, look, stay, type Move } from './step';
import { leadToProblem, whenValid } from './when-valid';

/** *Create Kubernetes cluster*: leads to the first problem, or asks the host. */
export const create: Move = whenValid(
  look((state) =>
    blocking(state).length > 0
      ? leadToPreflight
      : inOrder(
          ask('create', { draft: state.draft, despite: state.despite }),
          announce(l10n.t('Creating the cluster…')),
        ),
  ),
);

/** The host has started the operation, or has found something that the form did not. */
export function created(answer: CreateAnswer): Move {
  switch (answer.kind) {
    case 'started':
      return inOrder(
        change({ operation: answer.operation, retry: undefined }),
        focus('progress'),
        announce(l10n.t('The cluster {0} is being created.', answer.operation.clusterName)),
      );
    case 'blocked':
      return inOrder(forget('create'), leadToPreflight);
    case 'invalid':
      return inOrder(forget('create'), change({ refusals: answer.problems }), leadToProblem);
  }
}

/** At its field, if it has one; otherwise the end of the page shows it. */
export function refuseCreate({ field, message, remedy }: WireError): Move {
  return inOrder(
    field ? inOrder(refuse(field, { message, remedy }), focus(field)) : stay,
    announce(`${message} ${remedy}`),
  );
}

/** The operation has failed: its field at fault says so, and *Create* becomes *Retry*. Nobody is led away from where they are. */
export function offerRetry(retry: RetryOpening): Move {
  return look(({ operation }) =>
    operation && isFailedCreation(operation) ? inOrder(change({ retry }), blame) : stay,
  );
}

/** News of the operation, or of the deletion of what it has made; what changed is said once. */
export function follow(news: OperationView): Move {
  return look(({ operation, retry }) => {
    if (!operation || !isAbout(operation.deletes ?? operation.id, news)) return stay;
    const before = summary(operation);
    const now = summary(news);
    return inOrder(
      change({ operation: news, retry: isFailedCreation(news) ? retry : undefined }),
      // Somebody decided elsewhere: what the user was editing cannot be edited any more.
      isFailedCreation(operation) && !isFailedCreation(news) ? inOrder(letGo, focus('progress')) : stay,
      before === now ? stay : announce(now),
    );
  });
}

/**
 * After an operation: the same settings for another cluster, which needs a name of its own; and where there is a cluster
 * now, an environment scope of its own, too.
 */
export const another: Move = look(({ operation, draft }) => {
  const hasCluster = operation !== undefined && mayHaveCluster(operation);
  return inOrder(
    change({ operation: undefined, retry: undefined, leading: undefined }),
    change({ touched: new Set(), despite: [], applied: undefined }),
    forget('create', 'review'),
    forgive,
    ask('leaveOperation', {}),
    look((state) => (isAuthenticated(state) ? ask('listClusters', {}) : stay)),
    fill({ name: '', environmentScope: hasCluster ? '' : draft.environmentScope }),
    focus('name'),
    announce(
      hasCluster
        ? l10n.t('Give the other cluster a name and an environment scope of its own.')
        : l10n.t('Give the other cluster a name of its own.'),
    ),
  );
});

/** Whether there is, or may be, a cluster that has its environment scope. */
function mayHaveCluster(operation: OperationView): boolean {
  return !isFailedCreation(operation) && operation.state.kind !== 'deleted';
}

/** One sentence on where an operation is. */
function summary({ kind, state, clusterName }: OperationView): string {
  const isCreation = kind === 'create';
  switch (state.kind) {
    case 'running':
      return state.activity;
    case 'unattached':
      return isCreation
        ? l10n.t('The cluster {0} is finished, not yet attached to {1}.', clusterName, state.where)
        : l10n.t('The cluster {0} is deleted, and still configured in {1}.', clusterName, state.where);
    case 'succeeded':
      return l10n.t('The cluster {0} is ready.', clusterName);
    case 'deleted':
      return l10n.t('The cluster {0} is deleted.', clusterName);
    case 'dismissed':
    case 'kept':
    case 'failed':
      return isCreation
        ? l10n.t('The cluster {0} could not be created. {1}', clusterName, state.failure.cause)
        : l10n.t('The cluster {0} could not be deleted. {1}', clusterName, state.failure.cause);
  }
}
