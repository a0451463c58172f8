import * as l10n from '@vscode/l10n';
import { counted } from '../../src/core/counted';
import type { Draft } from '../../src/core/cluster-form/draft';
import { presetValues, zonesOf, type Preset } from '../../src/core/cluster-form/presets';
import { fill, clearFieldErrors, isAuthenticated } from './edits';
import { facts } from './fields';
import { isLocked, type AppliedPreset, type FormState } from './state';
import { announce, update, focus, reset, sequence, withState, noop, type Transition } from './transition';

/** What the user is told of a preset. */
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
        'Three nodes, subnets in three Availability Zones, a private endpoint (this computer needs a way into the VPC), logs of who did what, deletion protection.',
      ),
  },
  auto: {
    name: () => l10n.t('Auto Mode'),
    hint: () =>
      l10n.t('EKS starts the nodes that pods ask for. The service role needs more policies for that.'),
  },
};

/** Whether what a preset depends on is known, or will not be. */
export function arePresetsReady(state: FormState): boolean {
  const { listInstanceTypes, listVpcs, listSubnets } = state.requests;
  const isLoading = [listInstanceTypes, listVpcs, listSubnets].some(({ kind }) => kind === 'loading');
  return isAuthenticated(state) && !isLocked(state) && !isLoading;
}

/** Fills in a preset. Nothing that it fills in counts as touched: the user has not said it. */
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

/** Takes it back, as long as nobody has changed what it filled in. */
export const undoPreset: Transition = withState((state) => {
  const { appliedPreset } = state;
  if (!appliedPreset || isLocked(state)) return noop;
  return sequence(
    fill(appliedPreset.before),
    reset('review'),
    update({ appliedPreset: undefined }),
    focus('presets'),
    announce(
      l10n.t('The settings are again as before the preset {0}.', PRESET_TEXTS[appliedPreset.preset].name()),
    ),
  );
});

/** What the last preset has filled in, and what it could not; empty when there is none. */
export function presetNote({ appliedPreset, draft }: FormState): string {
  if (!appliedPreset) return '';
  const filled = l10n.t('The preset {0} is filled in.', PRESET_TEXTS[appliedPreset.preset].name());
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
    ? l10n.t('Subnets stay as they are: choose a VPC, then apply the preset again.')
    : l10n.t('Subnets stay as they are: none are known in this VPC that suit it, in two Availability Zones.');
}
