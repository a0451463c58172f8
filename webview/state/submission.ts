import * as l10n from '@vscode/l10n';
import { concernsCreation, isFailedCreation, type OperationView } from '../../src/core/operation/view';
import type { CreateAnswer, RetryOffer, ErrorReport } from '../../src/protocol/messages';
import { clearHostErrors, setHostError } from './authentication';
import { fill, isAuthenticated } from './edits';
import { showFault, unpinField } from './fault';
import { blockingChecks, goToChecks } from './preflight';
import {
  announce,
  sendRequest,
  update,
  focus,
  reset,
  sequence,
  withState,
  noop,
  type Transition,
} from './transition';
import { goToFirstProblem, whenValid } from './when-valid';

/** *Create Kubernetes cluster*: leads to the first problem, or asks the host. */
export const create: Transition = whenValid(
  withState((state) =>
    blockingChecks(state).length > 0
      ? goToChecks
      : sequence(
          sendRequest('create', { draft: state.draft, acceptedChecks: state.acceptedChecks }),
          announce(l10n.t('Creating the cluster…')),
        ),
  ),
);

/** The host has started the operation, or has found something that the form did not. */
export function createAnswered(answer: CreateAnswer): Transition {
  switch (answer.kind) {
    case 'started':
      return sequence(
        update({ operation: answer.operation, retry: undefined }),
        focus('progress'),
        announce(l10n.t('Creating cluster {0}.', answer.operation.clusterName)),
      );
    case 'blocked':
      return sequence(reset('create'), goToChecks);
    case 'invalid':
      return sequence(reset('create'), update({ hostErrors: answer.problems }), goToFirstProblem);
  }
}

/** Shows the failure at its field, if it has one; otherwise the end of the form shows it. */
export function createFailed({ field, message, remedy }: ErrorReport): Transition {
  return sequence(
    field ? sequence(setHostError(field, { message, remedy }), focus(field)) : noop,
    announce(`${message} ${remedy}`),
  );
}

/** The operation has failed: the field that caused it says so, and *Create* becomes *Retry*. The focus does not move. */
export function retryOffered(retry: RetryOffer): Transition {
  return withState(({ operation }) =>
    operation && isFailedCreation(operation) ? sequence(update({ retry }), showFault) : noop,
  );
}

/** Shows a change of the operation, or of the deletion of its resources, and announces it once. */
export function operationChanged(news: OperationView): Transition {
  return withState(({ operation, retry }) => {
    if (!operation || !concernsCreation(operation.deletes ?? operation.id, news)) return noop;
    const before = summary(operation);
    const now = summary(news);
    return sequence(
      update({ operation: news, retry: isFailedCreation(news) ? retry : undefined }),
      // Decided elsewhere, for example in the tree: the form that the user was editing is locked now.
      isFailedCreation(operation) && !isFailedCreation(news) ? sequence(unpinField, focus('progress')) : noop,
      before === now ? noop : announce(now),
    );
  });
}

/** After an operation: the same settings for another cluster, with its own name and, if a cluster exists now, its own scope. */
export const createAnother: Transition = withState(({ operation, draft }) => {
  const hasCluster = operation !== undefined && mayHaveCluster(operation);
  return sequence(
    update({ operation: undefined, retry: undefined, pinnedField: undefined }),
    update({ touched: new Set(), acceptedChecks: [], appliedPreset: undefined }),
    reset('create', 'review'),
    clearHostErrors,
    sendRequest('leaveOperation', {}),
    withState((state) => (isAuthenticated(state) ? sendRequest('listClusters', {}) : noop)),
    fill({ name: '', environmentScope: hasCluster ? '' : draft.environmentScope }),
    focus('name'),
    announce(
      hasCluster
        ? l10n.t('Give the new cluster its own name and environment scope.')
        : l10n.t('Give the new cluster its own name.'),
    ),
  );
});

/** Whether a cluster may exist that has this environment scope. */
function mayHaveCluster(operation: OperationView): boolean {
  return !isFailedCreation(operation) && operation.state.kind !== 'deleted';
}

/** One sentence about the state of an operation. */
function summary({ kind, state, clusterName }: OperationView): string {
  const isCreation = kind === 'create';
  switch (state.kind) {
    case 'running':
      return state.activity;
    case 'pendingRegistration':
      return isCreation
        ? l10n.t('Cluster {0} is created, but not added to {1} yet.', clusterName, state.where)
        : l10n.t('Cluster {0} is deleted, but still configured in {1}.', clusterName, state.where);
    case 'succeeded':
      return l10n.t('Cluster {0} is ready.', clusterName);
    case 'deleted':
      return l10n.t('Cluster {0} is deleted.', clusterName);
    case 'forgotten':
    case 'kept':
    case 'failed':
      return isCreation
        ? l10n.t('Cluster {0} could not be created. {1}', clusterName, state.failure.cause)
        : l10n.t('Cluster {0} could not be deleted. {1}', clusterName, state.failure.cause);
  }
}
