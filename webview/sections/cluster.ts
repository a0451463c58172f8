import * as l10n from '@vscode/l10n';
import type { Dispatch, View } from '../dom/page';
import { listField } from '../fields/list-field';
import { shownWhile } from '../fields/shown-while';
import { textField } from '../fields/text-field';
import { versionField } from './kubernetes-version';
import { fieldsSection } from './section';
import { serviceRoleField } from './service-role';

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
    // Nodes of Auto Mode take no key pair.
    shownWhile(({ compute }) => compute !== 'auto', keyPairField(dispatch)),
  ]);
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
