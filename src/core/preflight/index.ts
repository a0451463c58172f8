export {
  type Check,
  type CheckField,
  type CheckId,
  type CheckPorts,
  type CheckRow,
  redChecks,
} from './check';
export type { CheckAction, Finding, FindingList } from './finding';
export { type Checklist, Preflight } from './preflight';
