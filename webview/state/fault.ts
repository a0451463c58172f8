import type { RequestName } from '../../src/protocol/rpc';
import { refuse } from './authentication';
import { FIRST_LEVEL, OF_THE_VPC } from './lists';
import { announce, change, focus, inOrder, look, stay, type Move } from './step';

const LISTS: readonly RequestName[] = [...FIRST_LEVEL, ...OF_THE_VPC];

/** The field at fault says why, as long as the user has not changed it. */
export const blame: Move = look(({ retry }) =>
  retry?.fault ? refuse(retry.fault.field, retry.fault.problem) : stay,
);

/** To the field that has to be corrected, with the reason; to what failed, where no field can help. */
export const leadToFault: Move = look(({ retry }) => {
  if (!retry?.fault) return focus('failure');
  const { field, problem } = retry.fault;
  return inOrder(
    blame,
    change({ leading: field }),
    focus(field),
    announce(`${problem.message} ${problem.remedy}`),
  );
});

/** Each list that arrives moves what is below it, and may put another control into the place of a field. */
export function stayWithFault(answered: RequestName): Move {
  return look(({ leading, remotes }) => {
    if (leading === undefined || !LISTS.includes(answered)) return stay;
    const isLoading = LISTS.some((list) => remotes[list].kind === 'loading');
    return inOrder(focus(leading), isLoading ? stay : letGo);
  });
}

/** The user does something themselves. */
export const letGo: Move = change({ leading: undefined });
