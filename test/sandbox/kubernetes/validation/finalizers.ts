import { invalidValue, type FieldFault } from './field-fault';

/** Of those without a domain, https://github.com/kubernetes/api/blob/master/core/v1/types.go */
export const STANDARD_FINALIZERS: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion'];
/** The one of them that the spec of a namespace may have. */
export const NAMESPACE_FINALIZERS: readonly string[] = ['kubernetes'];

/**
 * Faults in finalizers that have no domain and are none of the standard ones.
 * @param fieldOf where the one at an index is
 */
export function unqualifiedFinalizers(
  finalizers: readonly string[],
  standard: readonly string[],
  fieldOf: (index: number) => string,
): FieldFault[] {
  return finalizers.flatMap((name, index) =>
    name.includes('/') || standard.includes(name)
      ? []
      : [
          invalidValue(
            fieldOf(index),
            name,
            'name is neither a standard finalizer name nor is it fully qualified',
          ),
        ],
  );
}
