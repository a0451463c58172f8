import { EMPTY_DRAFT, type Draft, type DraftProblems, type Field } from '../../src/core/cluster-form/draft';
import type { Edit } from './action';
import { announceCost } from './cost';
import { problems } from './fields';
import { DEPENDENTS, resetLists, loadNetwork, VPC_LISTS } from './lists';
import { resetChecks } from './preflight';
import { loaded, type FormState } from './state';
import { announce, update, reset, sequence, withState, noop, type Transition } from './transition';

/** What the user typed or chose, and all that follows from it. */
export function edit({ field, value }: Edit): Transition {
  return withState(({ draft }) => {
    if (draft[field] === value) return noop;
    return sequence(
      field === 'roleArn' || field === 'region' ? endSession : noop,
      clear(DEPENDENTS[field] ?? []),
      field === 'vpcId' ? reset(...VPC_LISTS) : noop,
      fill({ [field]: value }),
      clearFieldErrors([field]),
      clearFault(field),
      dropOutdatedPreset(field),
      reset('review'),
    );
  });
}

/** The failure was about the former value. */
function clearFault(edited: Field): Transition {
  return withState(({ retry }) =>
    retry?.fault?.field === edited ? update({ retry: { plan: retry.plan } }) : noop,
  );
}

/** A preset can be undone until the user changes one of its fields, or a field that those depend on. */
function dropOutdatedPreset(field: Field): Transition {
  return withState(({ appliedPreset }) => {
    const isOver = appliedPreset && (field in appliedPreset.before || DEPENDENTS[field] !== undefined);
    return isOver ? update({ appliedPreset: undefined }) : noop;
  });
}

/** Fills in fields without asking whether the user is done with them. */
export function fill(values: Partial<Draft>): Transition {
  return (state) => ({ state: { ...state, draft: { ...state.draft, ...values } }, effects: [] });
}

/** From now on the fields show what is wrong with them. */
export function touch(...fields: readonly Field[]): Transition {
  return (state) => ({ state: { ...state, touched: new Set([...state.touched, ...fields]) }, effects: [] });
}

/** The host's errors were about the former values. */
export function clearFieldErrors(fields: readonly Field[]): Transition {
  return withState(({ hostErrors }) => update({ hostErrors: without(hostErrors, fields) }));
}

/** The user has left a field: shows and announces its problem, and loads what depends on it. */
export function blurField(field: Field): Transition {
  return sequence(
    touch(field),
    withState((state) => {
      const problem = problems(state)[field];
      if (problem) return announce(`${problem.message} ${problem.remedy}`);
      const isNewVpc = field === 'vpcId' && state.requests.listSubnets.kind === 'idle';
      return isNewVpc ? loadNetwork : announceCost(field);
    }),
  );
}

const parkDraft: Transition = withState(({ draft, parkedDraft }) => {
  const dependents = DEPENDENTS.roleArn ?? [];
  if (parkedDraft || dependents.every((field) => draft[field].toString() === '')) return noop;
  const choices: Partial<Draft> = Object.fromEntries(dependents.map((field) => [field, draft[field]]));
  return update({ parkedDraft: { roleArn: draft.roleArn.trim(), region: draft.region.trim(), choices } });
});

/** The session was for another role or region. Choices are parked in case the user returns to those. */
const endSession: Transition = sequence(parkDraft, reset('authenticate', 'create'), resetLists, resetChecks);

/** After authentication: restores the choices that were made for the same role and region. */
export const restoreParkedDraft: Transition = withState(({ draft, parkedDraft }) => {
  if (!parkedDraft) return noop;
  const isSame = parkedDraft.roleArn === draft.roleArn.trim() && parkedDraft.region === draft.region.trim();
  return sequence(
    update({ parkedDraft: undefined }),
    isSame ? fill(unchosen(draft, parkedDraft.choices)) : noop,
  );
});

/** Keeps what has been filled in meanwhile, such as roles that were just created. */
function unchosen(draft: Draft, choices: Partial<Draft>): Partial<Draft> {
  const empty = Object.entries(choices).filter(([field]) => draft[field as Field].toString() === '');
  return Object.fromEntries(empty);
}

function clear(fields: readonly Field[]): Transition {
  return (state) => {
    const empty = Object.fromEntries(fields.map((field) => [field, EMPTY_DRAFT[field]]));
    const touched = new Set([...state.touched].filter((field) => !fields.includes(field)));
    const hostErrors = without(state.hostErrors, fields);
    return {
      state: { ...state, draft: { ...state.draft, ...empty }, touched, hostErrors },
      effects: [],
    };
  };
}

/** Whether the host has a session for the role and region in the form. */
export function isAuthenticated({ requests }: FormState): boolean {
  return loaded(requests.authenticate) !== undefined;
}

function without(problems: DraftProblems, fields: readonly Field[]): DraftProblems {
  return Object.fromEntries(Object.entries(problems).filter(([field]) => !fields.includes(field as Field)));
}
