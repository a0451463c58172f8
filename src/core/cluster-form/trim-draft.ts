import type { Draft, Field } from './draft';

/** Space around pasted text is never intended. */
export function trim(draft: Draft): Draft {
  const trimmed = Object.entries(draft).map(([field, value]: [string, Draft[Field]]) => [
    field,
    typeof value === 'string' ? value.trim() : value,
  ]);
  return {
    ...(Object.fromEntries(trimmed) as Draft),
    subnetIds: draft.subnetIds.map((id) => id.trim()),
    level: draft.level,
  };
}
