import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import { CONTROL_PLANE_PRICES } from '../../src/core/cost/prices';
import { counted } from '../../src/core/counted';
import { formatDay, formatDollars } from '../../src/core/format';
import type { KubernetesVersion } from '../../src/core/ports/aws';
import { BUNDLED_VERSIONS } from '../../src/core/cluster-form/bundled-versions';
import { ListField } from '../fields/list-field';
import type { Choice, ChoiceGroup } from '../fields/select';
import type { FormModel } from '../form-model';
import { language } from '../state/cost';
import { loaded } from '../state/state';

/** *Kubernetes version*, with the end of its support. */
export function VersionField({ form }: { readonly form: FormModel }) {
  const list = form.state.requests.listKubernetesVersions;
  const locale = language(form.state);
  const groups = useMemo(() => versionGroups(loaded(list) ?? [], Date.now(), locale), [list, locale]);
  return (
    <ListField
      {...form.field('kubernetesVersion')}
      label={l10n.t('Kubernetes version')}
      request="listKubernetesVersions"
      list={list}
      groups={groups}
      placeholder={l10n.t('Select a Kubernetes version')}
      waiting={l10n.t('Authenticate to select a Kubernetes version')}
      loading={l10n.t('Loading Kubernetes versions…')}
      failed={l10n.t(
        'Could not load Kubernetes versions. Enter one; the suggestions are from {0} and may be out of date.',
        formatDay(BUNDLED_VERSIONS.asOf, locale),
      )}
      none={l10n.t('EKS offers no Kubernetes version in this region.')}
      suggestions={BUNDLED_VERSIONS.versions}
    />
  );
}

const HEADINGS: { readonly [S in KubernetesVersion['support']]: () => string } = {
  standard: () => l10n.t('Standard support'),
  extended: () => l10n.t('Extended support'),
  unknown: () => l10n.t('Support dates unknown: eks:DescribeClusterVersions is denied'),
};

/** @param now milliseconds since the epoch */
function versionGroups(
  versions: readonly KubernetesVersion[],
  now: number,
  locale: string,
): readonly ChoiceGroup[] {
  return (['standard', 'extended', 'unknown'] as const)
    .map((support) => ({
      heading: HEADINGS[support](),
      choices: versions
        .filter((version) => version.support === support)
        .map((version) => versionChoice(version, now, locale)),
    }))
    .filter(({ choices }) => choices.length > 0);
}

function versionChoice(offered: KubernetesVersion, now: number, locale: string): Choice {
  const { version } = offered;
  switch (offered.support) {
    case 'standard':
      return { value: version, label: standardText(offered, now) };
    case 'extended':
      return { value: version, label: extendedText(offered, locale) };
    case 'unknown':
      return { value: version, label: l10n.t('{0} (support dates unknown)', version) };
  }
}

function standardText({ version, endOfStandardSupport: end }: KubernetesVersion, now: number): string {
  const days = end === undefined ? undefined : Math.floor((Date.parse(end) - now) / 86_400_000);
  // EKS moves a version to extended support at some time during its last day.
  if (days === undefined || days < 0) return version;
  return counted(days, {
    one: l10n.t('{0} (standard support for 1 more day)', version),
    many: l10n.t('{0} (standard support for {1} more days)', version, days),
  });
}

function extendedText({ version, endOfExtendedSupport: end }: KubernetesVersion, locale: string): string {
  const price = (support: keyof typeof CONTROL_PLANE_PRICES) =>
    formatDollars(CONTROL_PLANE_PRICES[support], 2, locale);
  const [extended, standard] = [price('extended'), price('standard')];
  return end === undefined
    ? l10n.t('{0} (extended support: {1} an hour instead of {2})', version, extended, standard)
    : l10n.t(
        '{0} (extended support: {1} an hour instead of {2}, until {3})',
        version,
        extended,
        standard,
        formatDay(end, locale),
      );
}
