import * as l10n from '@vscode/l10n';
import type { OperationView } from '../../src/core/operation/view';
import { EMPTY_DRAFT, type Field } from '../../src/core/spec/draft';
import type { CreateAnswer, WireError } from '../../src/protocol/messages';
import { AUTHENTICATION_FIELDS, forgive, refuse } from './authentication';
import { fill, isAuthenticated, touch } from './edits';
import { firstProblem, problems } from './fields';
import { blocking, leadToPreflight } from './preflight';
import { isLocked } from './state';
import { announce, ask, change, focus, forget, inOrder, look, stay, type Move } from './step';

/** From top to bottom of the page. */
export const FIELDS = Object.keys(EMPTY_DRAFT) as readonly Field[];

/** *Create Kubernetes cluster*: leads to the first problem, or asks the host. */
export const create: Move = look((state) => {
  if (isLocked(state)) return stay;
  return isAuthenticated(state) ? inOrder(forgive, askToCreate) : leadToAuthentication;
});

const askToCreate: Move = look((state) => {
  const found = problems(state);
  if (Object.keys(found).length > 0) return inOrder(touch(...FIELDS), leadToProblem);
  if (blocking(state).length > 0) return inOrder(touch(...FIELDS), leadToPreflight);
  return inOrder(
    touch(...FIELDS),
    ask('create', { draft: state.draft, despite: state.despite }),
    announce(l10n.t('Creating the cluster…')),
  );
});

/** The other fields cannot be filled yet. */
const leadToAuthentication: Move = look((state) => {
  const first = firstProblem(problems(state), AUTHENTICATION_FIELDS);
  return inOrder(
    touch(...AUTHENTICATION_FIELDS),
    focus(first?.field ?? 'authenticate'),
    announce(first?.problem.message ?? l10n.t('Authenticate with AWS before you create the cluster.')),
  );
});

const leadToProblem: Move = look((state) => {
  const found = problems(state);
  const count = Object.keys(found).length;
  const first = firstProblem(found, FIELDS);
  if (!first) return stay;
  const { message, remedy } = first.problem;
  const text =
    count === 1
      ? l10n.t('One field needs attention. {0} {1}', message, remedy)
      : l10n.t('{0} fields need attention. The first: {1} {2}', count, message, remedy);
  return inOrder(focus(first.field), announce(text));
});

/** The host has started the operation, or has found something that the form did not. */
export function created(answer: CreateAnswer): Move {
  switch (answer.kind) {
    case 'started':
      return inOrder(
        change({ operation: answer.operation }),
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

/** News of the operation; what changed is said once. */
export function follow(news: OperationView): Move {
  return look(({ operation }) => {
    if (operation?.id !== news.id) return stay;
    const before = summary(operation);
    const now = summary(news);
    return inOrder(change({ operation: news }), before === now ? stay : announce(now));
  });
}

/** After an operation: the same settings for another cluster, which needs a name of its own. */
export const another: Move = inOrder(
  change({ operation: undefined, touched: new Set() }),
  forget('create'),
  fill({ name: '' }),
  focus('name'),
);

/** One sentence on where an operation is. */
function summary({ state, clusterName }: OperationView): string {
  switch (state.kind) {
    case 'running':
      return state.activity;
    case 'unattached':
      return l10n.t('The cluster {0} is finished, not yet attached to {1}.', clusterName, state.where);
    case 'succeeded':
      return l10n.t('The cluster {0} is ready.', clusterName);
    case 'failed':
      return l10n.t('The cluster {0} could not be created. {1}', clusterName, state.failure.cause);
  }
}
