import { invalid } from './status';
import {
  forbiddenValue,
  invalidValue,
  notSupported,
  tooLong,
  type FieldFault,
} from './validation/field-fault';

const MAX_MANAGER_BYTES = 128;
const VALIDATIONS = ['', 'Ignore', 'Strict', 'Warn'];
const POLICIES = ['Foreground', 'Background', 'Orphan'];

/** Refuses options that a query may not have, as the API server does before it looks at the body. */
export function checkWriteOptions(
  kind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions',
  query: URLSearchParams,
  { isApply = false } = {},
): void {
  const validation = query.get('fieldValidation') ?? '';
  const isForced = query.has('force') && !isApply;
  refuse(kind, [
    ...(isForced ? [forbiddenValue('force', 'may not be specified for non-apply patch')] : []),
    ...managerFaults(query.get('fieldManager') ?? '', isApply),
    ...dryRunFaults(query.getAll('dryRun')),
    ...(VALIDATIONS.includes(validation) ? [] : [notSupported('fieldValidation', validation, VALIDATIONS)]),
  ]);
}

/** What a deletion may be asked for, in the query or in the body. */
export interface DeleteOptions {
  readonly propagationPolicy?: unknown;
  readonly orphanDependents?: unknown;
  readonly dryRun: readonly unknown[];
}

export function checkDeleteOptions({ propagationPolicy, orphanDependents, dryRun }: DeleteOptions): void {
  const policy = propagationPolicy ?? undefined;
  const field = 'propagationPolicy';
  refuse('DeleteOptions', [
    ...(policy === undefined || POLICIES.some((known) => known === policy)
      ? []
      : [notSupported(field, policy, [...POLICIES, 'nil'])]),
    ...(policy !== undefined && orphanDependents !== undefined
      ? [invalidValue(field, policy, 'orphanDependents and deletionPropagation cannot be both set')]
      : []),
    ...dryRunFaults(dryRun),
  ]);
}

function managerFaults(manager: string, isApply: boolean): FieldFault[] {
  const field = 'fieldManager';
  if (manager === '')
    return isApply
      ? [{ reason: 'FieldValueRequired', field, message: 'Required value: is required for apply patch' }]
      : [];
  const position = manager.search(/[^\x20-\x7e\u00a0-\uffff]/);
  const character = manager.codePointAt(position)?.toString(16).toUpperCase().padStart(4, '0');
  return [
    ...(Buffer.byteLength(manager) > MAX_MANAGER_BYTES ? [tooLong(field, MAX_MANAGER_BYTES)] : []),
    ...(position === -1
      ? []
      : [invalidValue(field, manager, `invalid character U+${character} (at position ${position})`)]),
  ];
}

function dryRunFaults(dryRun: readonly unknown[]): FieldFault[] {
  return dryRun.every((value) => value === 'All') ? [] : [notSupported('dryRun', dryRun, ['All'])];
}

function refuse(kind: string, faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw invalid({ group: 'meta.k8s.io', kind }, '', faults);
}
