import type { DraftProblems, Field, FieldProblem } from '../../src/core/cluster-form/draft';
import { validateDraft, type DraftFacts } from '../../src/core/cluster-form/validate';
import { loaded, type FormState } from './state';

/** A field that the user has not touched shows no error, whatever its value. */
export type FieldState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'missing'; readonly problem: FieldProblem }
  | { readonly kind: 'invalid'; readonly problem: FieldProblem }
  | { readonly kind: 'valid' };

/** What the page knows about the account. A list that failed to load is not known, so free text is accepted. */
export function facts({ requests }: FormState): DraftFacts {
  return {
    levels: loaded(requests.open)?.levels.map(({ id }) => id) ?? [],
    takenNames: loaded(requests.listClusters),
    kubernetesVersions: loaded(requests.listKubernetesVersions),
    vpcs: loaded(requests.listVpcs),
    subnets: loaded(requests.listSubnets),
    securityGroups: loaded(requests.listSecurityGroups),
    keyPairs: loaded(requests.listKeyPairs),
    instanceTypes: loaded(requests.listInstanceTypes),
    ownPrincipal: loaded(requests.authenticate)?.ownPrincipal,
  };
}

/** All problems, in the order of the page; the host's take precedence over the page's own. */
export function problems(state: FormState): DraftProblems {
  return { ...validateDraft(state.draft, facts(state)), ...state.hostErrors };
}

/** @param problem of this field, from {@link problems} */
export function fieldState(state: FormState, field: Field, problem: FieldProblem | undefined): FieldState {
  const isShown = state.touched.has(field) || state.hostErrors[field] !== undefined;
  if (!isShown) return { kind: 'untouched' };
  if (!problem) return { kind: 'valid' };
  return isEmpty(state, field) ? { kind: 'missing', problem } : { kind: 'invalid', problem };
}

/** The first of these fields with a problem, from top to bottom. */
export function firstProblem(
  found: DraftProblems,
  fields: readonly Field[],
): { field: Field; problem: FieldProblem } | undefined {
  for (const field of fields) {
    const problem = found[field];
    if (problem) return { field, problem };
  }
  return undefined;
}

function isEmpty({ draft }: FormState, field: Field): boolean {
  const value = draft[field];
  if (typeof value === 'boolean') return false;
  return typeof value === 'string' ? value.trim() === '' : value.length === 0;
}
