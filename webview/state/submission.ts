import * as l10n from '@vscode/l10n';
import type { OperationView } from '../../src/core/operation/view';
import type { CreateAnswer, RetryOpening, WireError } from '../../src/protocol/messages';
import { forgive, refuse } from './authentication';
import { fill, isAuthenticated } from './edits';
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
  const { fault } = retry;
  return inOrder(change({ retry }), fault ? refuse(fault.field, fault.problem) : stay);
}

/** News of the operation; what changed is said once. */
export function follow(news: OperationView): Move {
  return look(({ operation }) => {
    if (operation?.id !== news.id) return stay;
    const before = summary(operation);
    const now = summary(news);
    return inOrder(change({ operation: news }), before === now ? stay : announce(now));
  });
}

/**
 * After an operation: the same settings for another cluster, which needs a name of its own; and where there is a cluster
 * now, an environment scope of its own, too.
 */
export const another: Move = look(({ operation, draft }) => {
  const hasCluster = operation !== undefined && operation.state.kind !== 'failed';
  return inOrder(
    change({ operation: undefined, retry: undefined, touched: new Set(), despite: [], applied: undefined }),
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

/** One sentence on where an operation is. */
function summary({ state, clusterName }: OperationView): string {
  switch (state.kind) {
    case 'running':
      return state.activity;
    case 'unattached':
      return l10n.t('The cluster {0} is finished, not yet attached to {1}.', clusterName, state.where);
    case 'succeeded':
      return l10n.t('The cluster {0} is ready.', clusterName);
    case 'deleted':
      return l10n.t('The cluster {0} is deleted.', clusterName);
    case 'dismissed':
    case 'kept':
    case 'failed':
      return l10n.t('The cluster {0} could not be created. {1}', clusterName, state.failure.cause);
  }
}
