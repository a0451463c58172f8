import type { StackEvent } from './stack-event';

/** What a stack or a resource goes through, in this order. */
const PHASES = ['CREATE', 'IMPORT', 'UPDATE', 'ROLLBACK', 'DELETE'];

/**
 * Oldest first. Much happens within a millisecond, and its events may come in two reads: then it is what a resource goes
 * through that tells them apart, and the ID where nothing else does. So the order is the same however they came.
 */
export function compareEvents(a: StackEvent, b: StackEvent): number {
  return a.at - b.at || rank(a.status) - rank(b.status) || (a.id < b.id ? -1 : 1);
}

function rank(status: string): number {
  const phase = status.includes('ROLLBACK') ? 'ROLLBACK' : (status.split('_')[0] ?? '');
  return PHASES.indexOf(phase) * 3 + step(status);
}

function step(status: string): number {
  if (!status.endsWith('_IN_PROGRESS')) return 2;
  return status.endsWith('_CLEANUP_IN_PROGRESS') ? 1 : 0;
}
