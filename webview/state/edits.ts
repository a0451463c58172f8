import { EMPTY_DRAFT, type Draft, type DraftProblems, type Field } from '../../src/core/spec/draft';
import type { Edit } from './action';
import { sayCost } from './cost';
import { problems } from './fields';
import { DEPENDENTS, forgetLists, loadNetwork, OF_THE_VPC } from './lists';
import { forgetChecks } from './preflight';
import { loaded, type FormState } from './state';
import { announce, change, forget, inOrder, look, stay, type Move } from './step';

/** What the user typed or chose, and all that follows from it. */
export function edit({ field, value }: Edit): Move {
  return look(({ draft }) => {
    if (draft[field] === value) return stay;
    return inOrder(
      field === 'roleArn' || field === 'region' ? leaveSession : stay,
      clear(DEPENDENTS[field] ?? []),
      field === 'vpcId' ? forget(...OF_THE_VPC) : stay,
      fill({ [field]: value }),
      forgiveFields([field]),
      acquit(field),
      keepPreset(field),
      forget('review'),
    );
  });
}

/** Another value may be right: the failure says nothing about it. */
function acquit(edited: Field): Move {
  return look(({ retry }) =>
    retry?.fault?.field === edited ? change({ retry: { plan: retry.plan } }) : stay,
  );
}

/** What a preset filled in can be taken back until the user changes it, or what it was chosen for. */
function keepPreset(field: Field): Move {
  return look(({ applied }) => {
    const isOver = applied && (field in applied.before || DEPENDENTS[field] !== undefined);
    return isOver ? change({ applied: undefined }) : stay;
  });
}

/** Fills in fields without asking whether the user is done with them. */
export function fill(values: Partial<Draft>): Move {
  return (state) => ({ state: { ...state, draft: { ...state.draft, ...values } }, effects: [] });
}

/** From now on the fields show what is wrong with them. */
export function touch(...fields: readonly Field[]): Move {
  return (state) => ({ state: { ...state, touched: new Set([...state.touched, ...fields]) }, effects: [] });
}

/** The host said it of what stood there before. */
export function forgiveFields(fields: readonly Field[]): Move {
  return look(({ refusals }) => change({ refusals: without(refusals, fields) }));
}

/** The user has left a field: its problem is shown and said, and what depends on it is loaded. */
export function settle(field: Field): Move {
  return inOrder(
    touch(field),
    look((state) => {
      const problem = problems(state)[field];
      if (problem) return announce(`${problem.message} ${problem.remedy}`);
      const isNewVpc = field === 'vpcId' && state.remotes.listSubnets.kind === 'idle';
      return isNewVpc ? loadNetwork : sayCost(field);
    }),
  );
}

const setChoicesAside: Move = look(({ draft, setAside }) => {
  const dependents = DEPENDENTS.roleArn ?? [];
  if (setAside || dependents.every((field) => draft[field].toString() === '')) return stay;
  const choices: Partial<Draft> = Object.fromEntries(dependents.map((field) => [field, draft[field]]));
  return change({ setAside: { roleArn: draft.roleArn.trim(), region: draft.region.trim(), choices } });
});

/** The session was for another role or region. Choices are kept for the case that the user comes back to those. */
const leaveSession: Move = inOrder(
  setChoicesAside,
  forget('authenticate', 'create'),
  forgetLists,
  forgetChecks,
);

/** After authentication: the choices that were made for this very role and region. */
export const takeUpChoices: Move = look(({ draft, setAside }) => {
  if (!setAside) return stay;
  const isSame = setAside.roleArn === draft.roleArn.trim() && setAside.region === draft.region.trim();
  return inOrder(change({ setAside: undefined }), isSame ? fill(unchosen(draft, setAside.choices)) : stay);
});

/** What has been filled in meanwhile, such as roles that were just made, stays. */
function unchosen(draft: Draft, choices: Partial<Draft>): Partial<Draft> {
  const empty = Object.entries(choices).filter(([field]) => draft[field as Field].toString() === '');
  return Object.fromEntries(empty);
}

function clear(fields: readonly Field[]): Move {
  return (state) => {
    const empty = Object.fromEntries(fields.map((field) => [field, EMPTY_DRAFT[field]]));
    const touched = new Set([...state.touched].filter((field) => !fields.includes(field)));
    const refusals = without(state.refusals, fields);
    return { state: { ...state, draft: { ...state.draft, ...empty }, touched, refusals }, effects: [] };
  };
}

/** Whether the host holds a session for the role and region that stand in the form. */
export function isAuthenticated({ remotes }: FormState): boolean {
  return loaded(remotes.authenticate) !== undefined;
}

function without(problems: DraftProblems, fields: readonly Field[]): DraftProblems {
  return Object.fromEntries(Object.entries(problems).filter(([field]) => !fields.includes(field as Field)));
}
