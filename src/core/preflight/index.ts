export {
  type Check,
  type CheckField,
  type CheckId,
  type CheckPorts,
  type CheckRow,
  failedChecks,
} from './check';
export type { CheckAction, Finding, FindingList } from './finding';
export { type CheckSet, Preflight } from './preflight';
