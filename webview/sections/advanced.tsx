import * as l10n from '@vscode/l10n';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { counted } from '../../src/core/counted';
import { EMPTY_DRAFT, type Draft, type Field } from '../../src/core/cluster-form/draft';
import { CheckboxField } from '../fields/checkbox-field';
import { ChoicesField } from '../fields/choices-field';
import { LinesField } from '../fields/lines-field';
import { SelectField } from '../fields/select-field';
import { TextField } from '../fields/text-field';
import type { FormModel } from '../form-model';
import { AddOnsField } from './add-ons';
import { AdministratorFields } from './administrators';

/** Settings that most clusters leave as they are; closed until the user opens it or something in it is wrong. */
export function AdvancedSection({ form }: { readonly form: FormModel }) {
  const details = useRef<HTMLDetailsElement>(null);
  const hasProblem = FIELDS.some((field) => form.field(field).problem !== '');
  useLayoutEffect(() => {
    if (hasProblem && details.current) details.current.open = true;
  });
  return (
    <section class="section" aria-labelledby="advanced-title">
      <details ref={details} class="advanced" aria-labelledby="advanced-title">
        <summary>
          <h2 id="advanced-title">{l10n.t('Advanced')}</h2>
          <span class="hint">{changedText(form.state.draft)}</span>
        </summary>
        <EndpointFields form={form} />
        <LogTypesField form={form} />
        <SecurityFields form={form} />
        <AddOnsField form={form} />
        <SupportTypeField form={form} />
        <AdministratorFields form={form} />
        <RoleFields form={form} />
        <LinesField
          {...form.field('tags')}
          label={l10n.t('Tags')}
          hint={l10n.t('Tags for everything that is created, one per line.')}
          placeholder="team=shop"
        />
        <OnFailureField form={form} />
      </details>
    </section>
  );
}

const FIELDS = [
  'endpointAccess',
  'publicCidrs',
  'logTypes',
  'kmsKeyArn',
  'serviceIpv4Cidr',
  'deletionProtection',
  'addOns',
  'autoAddOns',
  'supportType',
  'ownAccess',
  'administrators',
  'permissionsBoundary',
  'rolePath',
  'tags',
  'onFailure',
] as const satisfies readonly Field[];

function changedText(draft: Draft): string {
  const count = FIELDS.filter((field) => String(draft[field]) !== String(EMPTY_DRAFT[field])).length;
  if (count === 0) return '';
  return counted(count, {
    one: l10n.t('1 setting changed'),
    many: l10n.t('{0} settings changed', count),
  });
}

function EndpointFields({ form }: { readonly form: FormModel }) {
  return (
    <>
      <SelectField
        {...form.field('endpointAccess')}
        label={l10n.t('API server endpoint access')}
        hint={l10n.t(
          'Where kubectl and nodes can reach the cluster from. A private endpoint can be reached from inside the VPC only, so this computer needs a connection to it.',
        )}
        choices={[
          { value: 'public-and-private', label: l10n.t('Public and private') },
          { value: 'public', label: l10n.t('Public') },
          { value: 'private', label: l10n.t('Private') },
        ]}
      />
      {form.state.draft.endpointAccess !== 'private' && (
        <LinesField
          {...form.field('publicCidrs')}
          label={l10n.t('Public access source allowlist')}
          hint={l10n.t(
            'CIDR blocks that can reach the public endpoint, one per line. Leave it empty to allow all addresses.',
          )}
          placeholder="203.0.113.0/24"
        />
      )}
    </>
  );
}

function LogTypesField({ form }: { readonly form: FormModel }) {
  return (
    <ChoicesField
      {...form.field('logTypes')}
      label={l10n.t('Control plane logging')}
      hint={l10n.t('Logs that EKS sends to CloudWatch, which charges for them.')}
      choices={[
        { value: 'api', label: l10n.t('API server') },
        { value: 'audit', label: l10n.t('Audit') },
        { value: 'authenticator', label: l10n.t('Authenticator') },
        { value: 'controllerManager', label: l10n.t('Controller manager') },
        { value: 'scheduler', label: l10n.t('Scheduler') },
      ]}
    />
  );
}

function SecurityFields({ form }: { readonly form: FormModel }) {
  return (
    <>
      <TextField
        {...form.field('kmsKeyArn')}
        label={l10n.t('KMS key')}
        hint={l10n.t(
          'ARN of your own key for the cluster’s secrets. It cannot be changed later. Leave it empty to use a key that EKS owns.',
        )}
      />
      <TextField
        {...form.field('serviceIpv4Cidr')}
        label={l10n.t('Service CIDR')}
        hint={l10n.t(
          'Addresses of Kubernetes services, outside the VPC. It cannot be changed later. Leave it empty to let EKS choose.',
        )}
      />
      <CheckboxField
        {...form.field('deletionProtection')}
        label={l10n.t('Deletion protection')}
        hint={l10n.t('EKS refuses to delete the cluster until this is turned off.')}
      />
    </>
  );
}

function SupportTypeField({ form }: { readonly form: FormModel }) {
  return (
    <SelectField
      {...form.field('supportType')}
      label={l10n.t('Upgrade policy')}
      hint={l10n.t(
        'What EKS does when the version leaves standard support: it upgrades the cluster, or keeps the version at the price of extended support.',
      )}
      choices={[
        { value: 'STANDARD', label: l10n.t('Standard support: upgraded') },
        { value: 'EXTENDED', label: l10n.t('Extended support: kept') },
      ]}
    />
  );
}

function RoleFields({ form }: { readonly form: FormModel }) {
  return (
    <>
      <TextField
        {...form.field('permissionsBoundary')}
        label={l10n.t('Permissions boundary')}
        hint={l10n.t(
          'ARN of the policy that limits every role of the cluster’s stack. Leave it empty for none.',
        )}
      />
      <TextField
        {...form.field('rolePath')}
        label={l10n.t('Role path')}
        hint={l10n.t(
          'Path of every role of the cluster’s stack, such as /platform/eks/. Leave it empty for /.',
        )}
      />
    </>
  );
}

function OnFailureField({ form }: { readonly form: FormModel }) {
  return (
    <SelectField
      {...form.field('onFailure')}
      label={l10n.t('On failure')}
      hint={l10n.t(
        'What happens to the resources that were created if something fails. They cost money while they are kept.',
      )}
      choices={[
        { value: 'keep', label: l10n.t('Keep them, to find out what failed') },
        { value: 'delete', label: l10n.t('Delete them') },
      ]}
    />
  );
}
