import * as v from 'valibot';

/** How a failed creation is retried: the words of 0.1.0, and those of today. */
const RECOVERIES = { update: 'update-stack', finish: 'post-create', anew: 'recreate' } as const;

const STEP = v.pipe(
  v.looseObject({ goesOn: v.optional(v.picklist(['update', 'finish', 'anew'])) }),
  v.transform(({ goesOn, ...step }) => (goesOn ? { ...step, recovery: RECOVERIES[goesOn] } : step)),
);

const OUTCOME = v.pipe(
  v.looseObject({}),
  v.transform((outcome) => (outcome['kind'] === 'dismissed' ? { ...outcome, kind: 'kept' } : outcome)),
);

const CHANGED = { stack: STEP, outcome: v.optional(OUTCOME) };

/** An operation that 0.1.0 wrote, with the words of today. Whether it is one is not checked here. */
export const FROM_VERSION_1 = v.looseObject({ ...CHANGED, next: v.optional(v.looseObject(CHANGED)) });
