import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import { ListField } from '../fields/list-field';
import { TextField } from '../fields/text-field';
import type { FormModel } from '../form-model';
import { loaded } from '../state/state';
import { VersionField } from './kubernetes-version';
import { Section } from './section';
import { ServiceRoleField } from './service-role';

/** Name, version and roles of the cluster. */
export function ClusterSection({ form }: { readonly form: FormModel }) {
  return (
    <Section id="cluster" title={l10n.t('Cluster')}>
      <TextField
        {...form.field('name')}
        label={l10n.t('Kubernetes cluster name')}
        hint={l10n.t('At most 100 letters, digits, hyphens and underscores. It cannot be changed later.')}
      />
      <TextField
        {...form.field('environmentScope')}
        label={l10n.t('Environment scope')}
        hint={l10n.t('The environments that this cluster serves, for example *, production or review/*.')}
      />
      <VersionField form={form} />
      <ServiceRoleField form={form} />
      {/* Nodes of Auto Mode accept no key pair. */}
      {form.state.draft.compute !== 'auto' && <KeyPairField form={form} />}
    </Section>
  );
}

function KeyPairField({ form }: { readonly form: FormModel }) {
  const list = form.state.requests.listKeyPairs;
  const groups = useMemo(
    () => [{ choices: (loaded(list) ?? []).map(({ name }) => ({ value: name, label: name })) }],
    [list],
  );
  return (
    <ListField
      {...form.field('keyPair')}
      label={l10n.t('Key pair name')}
      hint={l10n.t('Optional. For connecting to the nodes with SSH.')}
      request="listKeyPairs"
      list={list}
      groups={groups}
      placeholder={l10n.t('No key pair')}
      waiting={l10n.t('Authenticate to select a key pair')}
      loading={l10n.t('Loading key pairs…')}
      failed={l10n.t(
        'Could not load key pairs. Enter the name of a key pair in this region, or leave this empty.',
      )}
      none={l10n.t('This region has no key pairs. You do not need one.')}
    />
  );
}
