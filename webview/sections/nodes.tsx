import * as l10n from '@vscode/l10n';
import type { Compute } from '../../src/core/cluster-form/cluster-spec';
import { TAINT_EXAMPLE } from '../../src/core/cluster-form/taints';
import { MAX_NODES } from '../../src/core/cluster-form/validate';
import { LinesField } from '../fields/lines-field';
import { SelectField } from '../fields/select-field';
import { NumberField } from '../fields/text-field';
import type { FormModel } from '../form-model';
import { InstanceTypeField } from './instance-type';
import { Section } from './section';

/** The machines that run the workloads. */
export function NodesSection({ form }: { readonly form: FormModel }) {
  const { compute } = form.state.draft;
  return (
    <Section id="nodes" title={l10n.t('Nodes')}>
      <ComputeField form={form} />
      {compute !== 'auto' && (
        <>
          <InstanceTypeField form={form} />
          <OtherTypesField form={form} />
          <SystemField form={form} />
          {compute === 'managed' && <CapacityTypeField form={form} />}
          <SizeFields form={form} />
        </>
      )}
      {compute === 'managed' && <LabelFields form={form} />}
    </Section>
  );
}

const COMPUTES: {
  readonly [C in Compute['kind']]: { readonly label: () => string; readonly meaning: () => string };
} = {
  managed: {
    label: () => l10n.t('Managed node group'),
    meaning: () => l10n.t('EKS starts, updates and drains the nodes of a managed node group.'),
  },
  auto: {
    label: () => l10n.t('EKS Auto Mode'),
    meaning: () =>
      l10n.t(
        'EKS starts nodes when pods need them, chooses their types, and starts none at first. AWS adds a surcharge to the price of each instance. The service role needs four more policies.',
      ),
  },
  'self-managed': {
    label: () => l10n.t('Self-managed nodes'),
    meaning: () =>
      l10n.t(
        'Your own Auto Scaling group: you update, drain and repair its nodes yourself. Choose it only if a managed node group does not meet your needs.',
      ),
  },
};

function ComputeField({ form }: { readonly form: FormModel }) {
  return (
    <SelectField
      {...form.field('compute')}
      label={l10n.t('Compute')}
      hint={l10n.t('What starts and manages the nodes of the cluster.')}
      choices={Object.entries(COMPUTES).map(([value, { label }]) => ({ value, label: label() }))}
      after={
        <p class="hint" id="compute-meaning">
          {COMPUTES[form.state.draft.compute].meaning()}
        </p>
      }
    />
  );
}

function OtherTypesField({ form }: { readonly form: FormModel }) {
  return (
    <LinesField
      {...form.field('otherTypes')}
      label={l10n.t('Other instance types')}
      hint={l10n.t(
        'Optional. Types of the same architecture that EC2 may start instead, one per line. Spot Instances need several to stay available.',
      )}
      placeholder="m6a.large"
    />
  );
}

function SystemField({ form }: { readonly form: FormModel }) {
  return (
    <SelectField
      {...form.field('system')}
      label={l10n.t('Node image')}
      hint={l10n.t(
        'The operating system of the nodes. Bottlerocket contains only what containers need and is read-only; a key pair then works in its admin container only.',
      )}
      choices={[
        { value: 'al2023', label: l10n.t('Amazon Linux 2023') },
        { value: 'bottlerocket', label: l10n.t('Bottlerocket') },
        { value: 'bottlerocket-fips', label: l10n.t('Bottlerocket FIPS') },
      ]}
    />
  );
}

function CapacityTypeField({ form }: { readonly form: FormModel }) {
  return (
    <SelectField
      {...form.field('capacityType')}
      label={l10n.t('Capacity type')}
      hint={l10n.t('Spot Instances cost less, but EC2 can take them back at two minutes’ notice.')}
      choices={[
        { value: 'ON_DEMAND', label: l10n.t('On-Demand') },
        { value: 'SPOT', label: l10n.t('Spot') },
      ]}
    />
  );
}

function SizeFields({ form }: { readonly form: FormModel }) {
  return (
    <>
      <NumberField
        {...form.field('nodeCount')}
        label={l10n.t('Node count')}
        hint={l10n.t('How many nodes the cluster starts with.')}
        min={1}
        max={MAX_NODES}
      />
      <NumberField
        {...form.field('minNodes')}
        label={l10n.t('Minimum nodes')}
        hint={l10n.t('Autoscaling never goes below this number. Leave it empty for 1.')}
        min={0}
        max={MAX_NODES}
      />
      <NumberField
        {...form.field('maxNodes')}
        label={l10n.t('Maximum nodes')}
        hint={l10n.t('Autoscaling never goes above this number. Leave it empty for the node count.')}
        min={1}
        max={MAX_NODES}
      />
      <NumberField
        {...form.field('volumeSize')}
        label={l10n.t('Disk size')}
        hint={l10n.t('The disk of each node in GiB, for images and logs. It is encrypted and of type gp3.')}
        min={20}
        max={65_536}
      />
    </>
  );
}

function LabelFields({ form }: { readonly form: FormModel }) {
  return (
    <>
      <LinesField
        {...form.field('labels')}
        label={l10n.t('Node labels')}
        hint={l10n.t('Pods select nodes by these labels. Write one per line.')}
        placeholder="team=shop"
      />
      <LinesField
        {...form.field('taints')}
        label={l10n.t('Node taints')}
        hint={l10n.t('Taints keep away pods that do not tolerate them. Write one per line.')}
        placeholder={TAINT_EXAMPLE}
      />
    </>
  );
}
