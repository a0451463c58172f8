/** With its YAML parser loaded on first use: the rest of core may import its types only. */
export type { EditResult } from './edit';
export type { AwsCliUser, EntryUser, KubeconfigEntry } from './entry';
export {
  effectiveContext,
  currentContextText,
  clusterOfContext,
  hasMoreThanCurrentContext,
  type EffectiveContext,
} from './effective-context';
export { examine } from './examine';
export type { OwnFile } from './redefinitions';
export { contextOf, currentContext, hasEntry, holdsToken } from './inspect';
export { removeEntry } from './remove-entry';
export { setEntry } from './set-entry';
export { setCurrentContext, useContext } from './use-context';
