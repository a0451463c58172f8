export { type CheckField, type CheckId, type CheckPorts, type CheckRow, redChecks } from './check';
export { CHECKS } from './checks';
export type { CheckAction, Finding, FindingList } from './finding';
export { Preflight } from './preflight';
