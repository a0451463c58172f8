import { decodeFields, DecodingError } from './decode-fields';
import { unknownField, warningsAbout, type FieldValidation } from './field-validation';
import { applyJsonPatch, UnfittingPatch } from './json-patch';
import { mergePatch } from './merge-patch';
import { isFields, type Fields, type KubernetesObject } from './objects';
import { placed } from './request-body';
import type { Patch } from './sent-patch';
import { ApiError, invalid } from './status';
import { strategicMergePatch } from './strategic-merge-patch';
import { invalidValue } from './validation/field-fault';
import { liveObject, replaceObject, type Write } from './write-objects';

/** Changes an object by one of the patches that say what is to change, rather than what is wanted. */
export function patchObject(
  write: Write,
  name: string,
  { patch, validation }: { patch: Exclude<Patch, { kind: 'apply' }>; validation: FieldValidation },
): { object: KubernetesObject; warnings: readonly string[] } {
  const { type, namespace } = write;
  const live = liveObject(write, name);
  const patched = applied(write, live, patch);
  const { apiVersion, kind } = patched;
  const { fields, warnings } = decoded();
  const sent = placed(fields, { type, namespace, name });
  return { object: replaceObject(write, live, sent), warnings };

  function decoded(): { fields: Fields; warnings: readonly string[] } {
    try {
      if (apiVersion !== live.apiVersion || kind !== live.kind)
        throw new DecodingError(
          `no kind "${String(kind)}" is registered for version "${String(apiVersion)}" in scheme "pkg/runtime/scheme.go:110"`,
        );
      const { fields: known, unknown } = decodeFields(type, patched);
      const faults = [...patch.faults, ...unknown.map(unknownField)];
      return { fields: known, warnings: warningsAbout(faults, validation) };
    } catch (error) {
      if (!(error instanceof DecodingError)) throw error;
      const shown = patch.kind === 'strategic' ? goText(patch.body) : JSON.stringify(patched);
      throw invalid({ group: '', kind: '' }, '', [invalidValue('patch', shown, error.message)]);
    }
  }
}

function applied({ type }: Write, live: KubernetesObject, patch: Exclude<Patch, { kind: 'apply' }>): Fields {
  switch (patch.kind) {
    case 'merge':
      return mergePatch(live, patch.body);
    case 'strategic':
      return strategicMergePatch(type, live, patch.body);
    case 'json':
      try {
        return applyJsonPatch(live, patch.operations);
      } catch (error) {
        if (!(error instanceof UnfittingPatch)) throw error;
        const message = 'the server rejected our request due to an error in our request';
        throw new ApiError(422, 'Invalid', message, {});
      }
  }
}

/** As Go prints what a strategic merge patch is decoded to. */
function goText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (!isFields(value))
    return value === null ? '<nil>' : typeof value === 'string' ? value : JSON.stringify(value);
  const members = Object.keys(value).toSorted();
  return `map[${members.map((name) => `${name}:${goText(value[name])}`).join(' ')}]`;
}
