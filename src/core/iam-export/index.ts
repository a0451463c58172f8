export { type Handout, handoutOf, type Language, POLICY_LIMIT, policyLength } from './generate-document';
export { usualWishes, type Known } from './default-options';
export { fitsInto, indented } from './insertion';
export { fieldProblem, firstProblem } from './field-problems';
export {
  type Field,
  fieldsOf,
  type Format,
  formatOf,
  OFFERS,
  type Subject,
  type Values,
  type Wishes,
} from './export-options';
