import * as l10n from '@vscode/l10n';
import type { KubernetesVersion, ServiceRole } from '../../src/core/ports/aws';
import type { Dispatch, View } from '../dom/page';
import { listField } from '../fields/list-field';
import type { Choice, ChoiceGroup } from '../fields/select';
import { textField } from '../fields/text-field';
import { fieldsSection } from './section';

/** Name, version and roles of the cluster. @param now milliseconds since the epoch */
export function clusterSection(dispatch: Dispatch, now: () => number): View {
  return fieldsSection({ id: 'cluster', title: l10n.t('Cluster') }, [
    textField(
      {
        field: 'name',
        label: l10n.t('Kubernetes cluster name'),
        hint: l10n.t('At most 100 letters, digits, hyphens and underscores. It cannot be changed later.'),
      },
      dispatch,
    ),
    textField(
      {
        field: 'environmentScope',
        label: l10n.t('Environment scope'),
        hint: l10n.t('The environments that this cluster serves: *, production or review/*, for example.'),
      },
      dispatch,
    ),
    versionField(dispatch, now),
    serviceRoleField(dispatch),
    keyPairField(dispatch),
  ]);
}

function versionField(dispatch: Dispatch, now: () => number): View {
  return listField(
    {
      field: 'kubernetesVersion',
      label: l10n.t('Kubernetes version'),
      request: 'listKubernetesVersions',
      placeholder: l10n.t('Select a Kubernetes version'),
      waiting: l10n.t('Authenticate to choose a Kubernetes version'),
      loading: l10n.t('Loading Kubernetes versions…'),
      failed: l10n.t('Could not load Kubernetes versions. Enter one, such as 1.34.'),
      none: l10n.t('EKS offers no Kubernetes version in this region.'),
      groups: (versions) => [{ choices: versions.map((version) => versionChoice(version, now())) }],
    },
    dispatch,
  );
}

function serviceRoleField(dispatch: Dispatch): View {
  return listField(
    {
      field: 'serviceRoleArn',
      label: l10n.t('Service role'),
      hint: l10n.t(
        'The role that EKS itself runs under, with the policy AmazonEKSClusterPolicy. Not the role that you authenticated with.',
      ),
      request: 'listServiceRoles',
      placeholder: l10n.t('Select a service role'),
      waiting: l10n.t('Authenticate to choose a service role'),
      loading: l10n.t('Loading IAM roles…'),
      failed: l10n.t('Could not load IAM roles. Enter the ARN of the service role.'),
      none: l10n.t('This account has no IAM role for EKS. Have one created, then retry.'),
      groups: serviceRoleGroups,
    },
    dispatch,
  );
}

function keyPairField(dispatch: Dispatch): View {
  return listField(
    {
      field: 'keyPair',
      label: l10n.t('Key pair name'),
      hint: l10n.t('Optional. For connecting to the nodes with SSH.'),
      request: 'listKeyPairs',
      placeholder: l10n.t('No key pair'),
      waiting: l10n.t('Authenticate to choose a key pair'),
      loading: l10n.t('Loading key pairs…'),
      failed: l10n.t('Key Pairs are not loaded. Enter the name of one of this region, or leave this empty.'),
      none: l10n.t('This region has no key pairs; none is needed.'),
      groups: (keyPairs) => [{ choices: keyPairs.map(({ name }) => ({ value: name, label: name })) }],
    },
    dispatch,
  );
}

function versionChoice({ version, ...offer }: KubernetesVersion, now: number): Choice {
  switch (offer.support) {
    case 'extended':
      return { value: version, label: l10n.t('{0} (extended support: $0.60 per hour)', version) };
    case 'standard': {
      const days = offer.endOfStandardSupport ? daysUntil(offer.endOfStandardSupport, now) : undefined;
      if (days === undefined) return { value: version, label: version };
      return { value: version, label: l10n.t('{0} (standard support for {1} more days)', version, days) };
    }
    case 'unknown':
      return { value: version, label: version };
  }
}

function daysUntil(date: string, now: number): number | undefined {
  const left = Math.floor((Date.parse(date) - now) / 86_400_000);
  return left >= 0 ? left : undefined;
}

/** Roles that EKS may assume come first; the others are there for roles whose trust is about to be changed. */
function serviceRoleGroups(roles: readonly ServiceRole[]): readonly ChoiceGroup[] {
  const choices = (trustsEks: ServiceRole['trustsEks']) =>
    roles
      .filter((role) => role.trustsEks === trustsEks)
      .map(({ arn, name }) => ({ value: arn, label: name }));
  return [
    { heading: l10n.t('Trust EKS'), choices: choices(true) },
    { heading: l10n.t('Do not trust EKS'), choices: choices(false) },
  ].filter((group) => group.choices.length > 0);
}
