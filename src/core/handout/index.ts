export { type Handout, handoutOf, type Language, POLICY_LIMIT, policyLength } from './handout';
export { usualWishes, type Known } from './usual';
export { fitsInto, indented } from './placement';
export { fieldProblem, firstProblem } from './problems';
export {
  type Field,
  fieldsOf,
  type Format,
  formatOf,
  OFFERS,
  type Subject,
  type Values,
  type Wishes,
} from './wishes';
