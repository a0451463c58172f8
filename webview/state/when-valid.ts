import * as l10n from '@vscode/l10n';
import { counted } from '../../src/core/counted';
import { EMPTY_DRAFT, type Field } from '../../src/core/spec/draft';
import { AUTHENTICATION_FIELDS, forgive } from './authentication';
import { isAuthenticated, touch } from './edits';
import { firstProblem, problems } from './fields';
import { isLocked } from './state';
import { announce, focus, inOrder, look, stay, type Move } from './step';

/** From top to bottom of the page. */
const FIELDS = Object.keys(EMPTY_DRAFT) as readonly Field[];

/** Goes on with a draft that has nothing wrong as far as the form can tell, or leads to its first problem. */
export function whenValid(goOn: Move): Move {
  const check = look((state) => (Object.keys(problems(state)).length > 0 ? leadToProblem : goOn));
  return look((state) => {
    if (isLocked(state)) return stay;
    return isAuthenticated(state) ? inOrder(forgive, touch(...FIELDS), check) : leadToAuthentication;
  });
}

/** The other fields cannot be filled yet. */
const leadToAuthentication: Move = look((state) => {
  const first = firstProblem(problems(state), AUTHENTICATION_FIELDS);
  return inOrder(
    touch(...AUTHENTICATION_FIELDS),
    focus(first?.field ?? 'authenticate'),
    announce(first?.problem.message ?? l10n.t('Authenticate with AWS before you create the cluster.')),
  );
});

export const leadToProblem: Move = look((state) => {
  const found = problems(state);
  const count = Object.keys(found).length;
  const first = firstProblem(found, FIELDS);
  if (!first) return stay;
  const { message, remedy } = first.problem;
  const text = counted(count, {
    one: l10n.t('One field needs attention. {0} {1}', message, remedy),
    many: l10n.t('{0} fields need attention. The first: {1} {2}', count, message, remedy),
  });
  return inOrder(focus(first.field), announce(text));
});
