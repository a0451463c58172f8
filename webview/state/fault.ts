import type { RequestName } from '../../src/protocol/rpc';
import { setHostError } from './authentication';
import { SESSION_LISTS, VPC_LISTS } from './lists';
import { announce, update, focus, sequence, withState, noop, type Transition } from './transition';

const LISTS: readonly RequestName[] = [...SESSION_LISTS, ...VPC_LISTS];

/** Shows why at the field that caused the failure, until the user changes it. */
export const showFault: Transition = withState(({ retry }) =>
  retry?.fault ? setHostError(retry.fault.field, retry.fault.problem) : noop,
);

/** Goes to the field that has to be corrected and shows the reason there; to the failure, if no field is known. */
export const goToFault: Transition = withState(({ retry }) => {
  if (!retry?.fault) return focus('failure');
  const { field, problem } = retry.fault;
  return sequence(
    showFault,
    update({ pinnedField: field }),
    focus(field),
    announce(`${problem.message} ${problem.remedy}`),
  );
});

/** Each list that arrives moves what is below it, and may replace the control of a field. */
export function refocusPinnedField(answered: RequestName): Transition {
  return withState(({ pinnedField, requests }) => {
    if (pinnedField === undefined || !LISTS.includes(answered)) return noop;
    const isLoading = LISTS.some((list) => requests[list].kind === 'loading');
    return sequence(focus(pinnedField), isLoading ? noop : unpinField);
  });
}

/** The user has done something, so the focus is no longer moved. */
export const unpinField: Transition = update({ pinnedField: undefined });
