import * as l10n from '@vscode/l10n';
import { counted } from '../../src/core/counted';
import type { Draft } from '../../src/core/cluster-form/draft';
import { presetValues, zonesOf, type Preset } from '../../src/core/cluster-form/presets';
import { fill, clearFieldErrors, isAuthenticated } from './edits';
import { facts } from './fields';
import { isLocked, type AppliedPreset, type FormState } from './state';
import { announce, update, focus, reset, sequence, withState, noop, type Transition } from './transition';

/** Name and description of each preset. */
export const PRESET_TEXTS: {
  readonly [P in Preset]: { readonly name: () => string; readonly hint: () => string };
} = {
  development: {
    name: () => l10n.t('Development'),
    hint: () => l10n.t('A managed node group of two small nodes.'),
  },
  production: {
    name: () => l10n.t('Production'),
    hint: () =>
      l10n.t(
        'Three nodes, subnets in three Availability Zones, a private endpoint (this computer needs a connection to the VPC), audit logs, deletion protection.',
      ),
  },
  auto: {
    name: () => l10n.t('Auto Mode'),
    hint: () => l10n.t('EKS starts nodes when pods need them. The service role needs more policies.'),
  },
};

/** Whether everything that a preset depends on has been loaded, or has failed to load. */
export function arePresetsReady(state: FormState): boolean {
  const { listInstanceTypes, listVpcs, listSubnets } = state.requests;
  const isLoading = [listInstanceTypes, listVpcs, listSubnets].some(({ kind }) => kind === 'loading');
  return isAuthenticated(state) && !isLocked(state) && !isLoading;
}

/** Fills in a preset. Its fields do not count as touched, because the user has not edited them. */
export function applyPreset(preset: Preset): Transition {
  return withState((state) => {
    if (!arePresetsReady(state)) return noop;
    const values: Partial<Draft> = presetValues(preset, facts(state));
    const fields = Object.keys(values) as (keyof Draft)[];
    const before = Object.fromEntries(fields.map((field) => [field, state.draft[field]]));
    return sequence(
      clearFieldErrors(fields),
      fill(values),
      reset('review'),
      update({ appliedPreset: { preset, before, zones: values.subnetIds?.length ?? 0 } }),
      withState((filled) => announce(presetNote(filled))),
    );
  });
}

/** Undoes a preset, as long as its fields have not been edited. */
export const undoPreset: Transition = withState((state) => {
  const { appliedPreset } = state;
  if (!appliedPreset || isLocked(state)) return noop;
  return sequence(
    fill(appliedPreset.before),
    reset('review'),
    update({ appliedPreset: undefined }),
    focus('presets'),
    announce(l10n.t('Preset {0} was undone.', PRESET_TEXTS[appliedPreset.preset].name())),
  );
});

/** What the last preset filled in, and what it could not; empty if there is none. */
export function presetNote({ appliedPreset, draft }: FormState): string {
  if (!appliedPreset) return '';
  const filled = l10n.t('Preset {0} is filled in.', PRESET_TEXTS[appliedPreset.preset].name());
  const wanted = zonesOf(appliedPreset.preset) ?? 0;
  return appliedPreset.zones >= wanted ? filled : `${filled} ${missingZones(appliedPreset, draft)}`;
}

function missingZones({ zones }: AppliedPreset, { vpcId }: Draft): string {
  if (zones > 0)
    return counted(zones, {
      one: l10n.t('This VPC has suitable subnets in 1 Availability Zone only.'),
      many: l10n.t('This VPC has suitable subnets in {0} Availability Zones only.', zones),
    });
  return vpcId === ''
    ? l10n.t('Subnets were not changed: select a VPC, then choose the preset again.')
    : l10n.t('Subnets were not changed: this VPC has no suitable subnets in two Availability Zones.');
}
