import * as l10n from '@vscode/l10n';
import type { CheckField, CheckRow, CheckState } from '../../src/core/preflight/check';
import type { CheckAction, Finding, FindingList } from '../../src/core/preflight/finding';
import { h, setAttributes, whenChanged } from '../dom/element';
import { icon, type IconName } from '../dom/icon';
import type { Dispatch } from '../dom/page';
import type { Action } from '../state/action';
import { button } from '../toolkit';

/** One check: how it stands, what was found, what to do, and on demand all of what was found. */
export class CheckItem {
  readonly element = h('li', { class: 'check' });

  constructor(private readonly dispatch: Dispatch) {}

  /** Every word of the host is a new object: what has not changed stays, with what is opened and focused in it. */
  readonly update = whenChanged(({ title, state }: CheckRow) => {
    const level = levelOf(state);
    setAttributes(this.element, { 'data-level': level });
    this.element.replaceChildren(
      icon(ICONS[level]),
      h(
        'div',
        {},
        h('p', {}, h('strong', {}, title), h('span', { class: 'level' }, levelText(level))),
        ...this.content(state),
      ),
    );
  }, JSON.stringify);

  private content(state: CheckState): readonly HTMLElement[] {
    switch (state.kind) {
      case 'waiting': {
        const fields = state.missing.map((field) => LABELS[field]());
        return [h('p', { class: 'hint' }, l10n.t('Fill in first: {0}.', fields.join(', ')))];
      }
      case 'running':
        return [];
      case 'found':
        return [
          h('p', {}, state.finding.found),
          ...this.advice(state.finding),
          ...lists(state.finding.lists),
        ];
    }
  }

  private advice(finding: Finding): readonly HTMLElement[] {
    if (finding.kind === 'passed') return [];
    const remedy = h('p', { class: 'hint' }, finding.remedy);
    return finding.action ? [remedy, h('div', { class: 'actions' }, this.button(finding.action))] : [remedy];
  }

  private button(action: CheckAction): HTMLElement {
    const { text, does } = ACTIONS[action];
    return button({ text: text(), appearance: 'secondary', onClick: () => this.dispatch(does) });
  }
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

/** What is found first of all, in the order in which it matters. */
function levelOf(state: CheckState): Level {
  return state.kind === 'found' ? state.finding.kind : state.kind;
}

/** The picture in words, and never by colour alone. */
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
      return l10n.t('Fails');
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

function lists(found: readonly FindingList[]): readonly HTMLElement[] {
  return found.map(({ title, items }) =>
    h(
      'details',
      {},
      h('summary', {}, title),
      h(
        'dl',
        {},
        ...items.flatMap(({ name, text }) => [h('dt', { class: 'identifier' }, name), h('dd', {}, text)]),
      ),
    ),
  );
}
