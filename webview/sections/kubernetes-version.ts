import * as l10n from '@vscode/l10n';
import { counted } from '../../src/core/counted';
import { CONTROL_PLANE_PRICES } from '../../src/core/cost/prices';
import type { KubernetesVersion } from '../../src/core/ports/aws';
import { BUNDLED_VERSIONS } from '../../src/core/cluster-form/bundled-versions';
import type { Dispatch, View } from '../dom/page';
import { listField } from '../fields/list-field';
import type { Choice, ChoiceGroup } from '../fields/select';

/** *Kubernetes version*, with what its age costs. @param now milliseconds since the epoch */
export function versionField(dispatch: Dispatch, now: () => number): View {
  return listField(
    {
      field: 'kubernetesVersion',
      label: l10n.t('Kubernetes version'),
      request: 'listKubernetesVersions',
      placeholder: l10n.t('Select a Kubernetes version'),
      waiting: l10n.t('Authenticate to choose a Kubernetes version'),
      loading: l10n.t('Loading Kubernetes versions…'),
      failed: l10n.t(
        'Could not load Kubernetes versions. Enter one; the suggestions are of {0} and may be out of date.',
        BUNDLED_VERSIONS.asOf,
      ),
      none: l10n.t('EKS offers no Kubernetes version in this region.'),
      groups: (versions) => versionGroups(versions, now()),
      suggestions: BUNDLED_VERSIONS.versions,
    },
    dispatch,
  );
}

const HEADINGS: { readonly [S in KubernetesVersion['support']]: () => string } = {
  standard: () => l10n.t('Standard support'),
  extended: () => l10n.t('Extended support'),
  unknown: () => l10n.t('Dates of support unknown: eks:DescribeClusterVersions is denied'),
};

function versionGroups(versions: readonly KubernetesVersion[], now: number): readonly ChoiceGroup[] {
  return (['standard', 'extended', 'unknown'] as const)
    .map((support) => ({
      heading: HEADINGS[support](),
      choices: versions.filter((version) => version.support === support).map((v) => versionChoice(v, now)),
    }))
    .filter(({ choices }) => choices.length > 0);
}

function versionChoice(offered: KubernetesVersion, now: number): Choice {
  const { version } = offered;
  switch (offered.support) {
    case 'standard':
      return { value: version, label: standardText(offered, now) };
    case 'extended':
      return { value: version, label: extendedText(offered) };
    case 'unknown':
      return { value: version, label: l10n.t('{0} (dates of support unknown)', version) };
  }
}

function standardText({ version, endOfStandardSupport: end }: KubernetesVersion, now: number): string {
  const days = end === undefined ? undefined : Math.floor((Date.parse(end) - now) / 86_400_000);
  // EKS moves a version to extended support some time in the course of its last day.
  if (days === undefined || days < 0) return version;
  return counted(days, {
    one: l10n.t('{0} (standard support for 1 more day)', version),
    many: l10n.t('{0} (standard support for {1} more days)', version, days),
  });
}

function extendedText({ version, endOfExtendedSupport: end }: KubernetesVersion): string {
  const [extended, standard] = [price('extended'), price('standard')];
  return end === undefined
    ? l10n.t('{0} (extended support: {1} an hour instead of {2})', version, extended, standard)
    : l10n.t(
        '{0} (extended support: {1} an hour instead of {2}, until {3})',
        version,
        extended,
        standard,
        end.slice(0, 10),
      );
}

function price(support: keyof typeof CONTROL_PLANE_PRICES): string {
  return `$${CONTROL_PLANE_PRICES[support].toFixed(2)}`;
}
