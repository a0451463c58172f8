import * as l10n from '@vscode/l10n';
import type { CheckField, CheckRow, CheckState } from '../../src/core/preflight/check';
import type { CheckAction, Finding, FindingList } from '../../src/core/preflight/finding';
import { useDispatch } from '../dispatch';
import { Icon, type IconName } from '../dom/icon';
import type { Action } from '../state/action';
import { Button } from '../toolkit';

/** One check: its state, what was found, what to do, and on demand all details. */
export function CheckItem({ title, state }: CheckRow) {
  const level = levelOf(state);
  return (
    <li class="check" data-level={level}>
      <Icon name={ICONS[level]} />
      <div>
        <p>
          <strong>{title}</strong>
          <span class="level">{levelText(level)}</span>
        </p>
        <Content state={state} />
      </div>
    </li>
  );
}

function Content({ state }: { readonly state: CheckState }) {
  switch (state.kind) {
    case 'waiting': {
      const fields = state.missing.map((field) => LABELS[field]());
      return <p class="hint">{l10n.t('Fill in first: {0}.', fields.join(', '))}</p>;
    }
    case 'running':
      return null;
    case 'found':
      return (
        <>
          <p>{state.finding.found}</p>
          <Advice finding={state.finding} />
          {state.finding.lists.map((list) => (
            <Details key={list.title} {...list} />
          ))}
        </>
      );
  }
}

function Advice({ finding }: { readonly finding: Finding }) {
  const dispatch = useDispatch();
  if (finding.kind === 'passed') return null;
  const action = finding.action && ACTIONS[finding.action];
  return (
    <>
      <p class="hint">{finding.remedy}</p>
      {action && (
        <div class="actions">
          <Button text={action.text()} onClick={() => dispatch(action.does)} />
        </div>
      )}
    </>
  );
}

function Details({ title, items }: FindingList) {
  return (
    <details>
      <summary>{title}</summary>
      <dl>
        {items.map(({ name, text }) => [
          <dt key={`${name}-name`} class="identifier">
            {name}
          </dt>,
          <dd key={`${name}-text`}>{text}</dd>,
        ])}
      </dl>
    </details>
  );
}

type Level = 'waiting' | 'running' | Finding['kind'];

const ICONS: { readonly [L in Level]: IconName } = {
  waiting: 'waiting',
  running: 'running',
  passed: 'check',
  warning: 'warning',
  failed: 'error',
  unknown: 'unknown',
};

function levelOf(state: CheckState): Level {
  return state.kind === 'found' ? state.finding.kind : state.kind;
}

/** The icon in words: a color alone is not readable for everyone. */
function levelText(level: Level): string {
  switch (level) {
    case 'waiting':
      return l10n.t('Waiting');
    case 'running':
      return l10n.t('Checking…');
    case 'passed':
      return l10n.t('Passed');
    case 'warning':
      return l10n.t('Warning');
    case 'failed':
      return l10n.t('Failed');
    case 'unknown':
      return l10n.t('Unknown');
  }
}

const LABELS: { readonly [F in CheckField]: () => string } = {
  name: () => l10n.t('Kubernetes cluster name'),
  serviceRoleArn: () => l10n.t('Service role'),
  keyPair: () => l10n.t('Key pair name'),
  compute: () => l10n.t('Compute'),
  vpcId: () => l10n.t('VPC'),
  subnetIds: () => l10n.t('Subnets'),
  securityGroupId: () => l10n.t('Security group'),
  instanceType: () => l10n.t('Instance type'),
  otherTypes: () => l10n.t('Other instance types'),
  system: () => l10n.t('Node image'),
  endpointAccess: () => l10n.t('API server endpoint access'),
  nodeCount: () => l10n.t('Node count'),
  capacityType: () => l10n.t('Capacity type'),
  labels: () => l10n.t('Node labels'),
  taints: () => l10n.t('Node taints'),
  logTypes: () => l10n.t('Control plane logging'),
  permissionsBoundary: () => l10n.t('Permissions boundary'),
  rolePath: () => l10n.t('Role path'),
  kmsKeyArn: () => l10n.t('KMS key'),
  addOns: () => l10n.t('Add-ons'),
  autoAddOns: () => l10n.t('Add-ons'),
  administrators: () => l10n.t('Further cluster administrators'),
  tags: () => l10n.t('Tags'),
};

const ACTIONS: { readonly [A in CheckAction]: { readonly text: () => string; readonly does: Action } } = {
  generatePolicy: {
    text: () => l10n.t('Generate IAM Policy…'),
    does: { type: 'commandClicked', command: 'generatePolicy' },
  },
  createRoles: {
    text: () => l10n.t('Create Roles for Me…'),
    does: { type: 'commandClicked', command: 'createRoles' },
  },
  openServiceQuotas: {
    text: () => l10n.t('Open Service Quotas'),
    does: { type: 'commandClicked', command: 'openServiceQuotas' },
  },
  authenticate: { text: () => l10n.t('Authenticate with AWS'), does: { type: 'authenticateClicked' } },
};
