import * as l10n from '@vscode/l10n';
import { counted } from '../../src/core/counted';
import { EMPTY_DRAFT, type Field } from '../../src/core/cluster-form/draft';
import { AUTHENTICATION_FIELDS, clearHostErrors } from './authentication';
import { isAuthenticated, touch } from './edits';
import { firstProblem, problems } from './fields';
import { isLocked } from './state';
import { announce, focus, sequence, withState, noop, type Transition } from './transition';

/** From top to bottom of the page. */
const FIELDS = Object.keys(EMPTY_DRAFT) as readonly Field[];

/** Proceeds if the form finds nothing wrong with the draft, or goes to the first problem. */
export function whenValid(proceed: Transition): Transition {
  const check = withState((state) => (Object.keys(problems(state)).length > 0 ? goToFirstProblem : proceed));
  return withState((state) => {
    if (isLocked(state)) return noop;
    return isAuthenticated(state) ? sequence(clearHostErrors, touch(...FIELDS), check) : goToAuthentication;
  });
}

/** The other fields cannot be filled in yet. */
const goToAuthentication: Transition = withState((state) => {
  const first = firstProblem(problems(state), AUTHENTICATION_FIELDS);
  return sequence(
    touch(...AUTHENTICATION_FIELDS),
    focus(first?.field ?? 'authenticate'),
    announce(first?.problem.message ?? l10n.t('Authenticate with AWS before you create the cluster.')),
  );
});

export const goToFirstProblem: Transition = withState((state) => {
  const found = problems(state);
  const count = Object.keys(found).length;
  const first = firstProblem(found, FIELDS);
  if (!first) return noop;
  const { message, remedy } = first.problem;
  const text = counted(count, {
    one: l10n.t('1 field needs attention. {0} {1}', message, remedy),
    many: l10n.t('{0} fields need attention. The first: {1} {2}', count, message, remedy),
  });
  return sequence(focus(first.field), announce(text));
});
