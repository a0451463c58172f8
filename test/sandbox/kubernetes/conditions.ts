import { listAt, timestamp, type Fields } from './objects';

/** One line of what a controller has observed. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

/** Puts a condition among others; the time at which its status changed stays while it does not change. */
export function withCondition(conditions: readonly Fields[], condition: Condition, now: number): Fields[] {
  const before = conditions.find(({ type }) => type === condition.type);
  const lastTransitionTime = before?.status === condition.status ? before.lastTransitionTime : timestamp(now);
  const next = { ...condition, lastTransitionTime };
  return before ? conditions.map((other) => (other === before ? next : other)) : [...conditions, next];
}

export function withoutCondition(conditions: readonly Fields[], type: string): Fields[] {
  return conditions.filter((condition) => condition.type !== type);
}

/** The condition of a type in an object's status. */
export function conditionOf(status: Fields, type: string): Fields | undefined {
  return listAt(status, 'conditions').find((condition) => condition.type === type);
}

export function isTrue(status: Fields, type: string): boolean {
  return conditionOf(status, type)?.status === 'True';
}
