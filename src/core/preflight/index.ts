export { type Check, type CheckId, type CheckPorts, type CheckRow, failedChecks } from './check';
export type { Finding } from './finding';
export { type CheckSet, Preflight } from './preflight';
