import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { OperationState, ResourceView } from '../../core/operation/view';
import type { ClusterRow, ClusterStatus, OperationRow, Row } from '../../core/tree/rows';
import { isAttached } from '../../core/registry/entry';
import { resourceLabel } from '../../core/template/labels';
import { levelLabel } from '../levels';
import { capabilitiesOf } from '../operation-capabilities';
import { durationText } from '../elapsed-text';
import { operationText, remainsText } from '../operation-text';

const { Collapsed } = vscode.TreeItemCollapsibleState;

/** How a row looks. `contextValue` is a list of capabilities, each ended by `;`, for the menus' `when` clauses. */
export function treeItem(row: Row): vscode.TreeItem {
  const { label, description, ...looks } = appearance(row);
  // Otherwise a screen reader is told the tooltip alone.
  const accessibilityInformation = { label: `${label}, ${description}` };
  return Object.assign(new vscode.TreeItem(label), looks, {
    id: row.id,
    description,
    accessibilityInformation,
  });
}

type Appearance = Omit<vscode.TreeItem, 'id' | 'label' | 'description'> & {
  label: string;
  description: string;
};

function appearance(row: Row): Appearance {
  switch (row.kind) {
    case 'operation':
      return operationItem(row);
    case 'cluster':
      return clusterItem(row);
    case 'resource': {
      const { logicalId, type, status, reason } = row.resource;
      const description = [
        status === 'failed' && reason ? reason : STATUS[status](),
        ...durationOf(row.resource),
      ].join(' · ');
      const tooltip = [`${logicalId} (${type})`, reason].filter(Boolean).join('\n');
      return { label: resourceLabel(logicalId), description, tooltip, iconPath: statusIcon(status) };
    }
    case 'step':
      return {
        label: row.step.label,
        description: STATUS[row.step.status](),
        iconPath: statusIcon(row.step.status),
      };
    case 'node': {
      const { name, ready } = row.node;
      const iconPath = new vscode.ThemeIcon(ready ? 'vm-active' : 'vm-outline');
      return { label: name, description: ready ? l10n.t('Ready') : l10n.t('Not ready'), iconPath };
    }
    case 'fact':
      return { label: row.label, description: row.value, iconPath: new vscode.ThemeIcon('globe') };
    case 'problem': {
      const iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
      return { label: row.text, description: row.remedy, tooltip: `${row.text}\n${row.remedy}`, iconPath };
    }
  }
}

/** How long it took. What is under way has its time in the row above, where it is kept up to date. */
function durationOf({ startedAt, endedAt }: ResourceView): readonly string[] {
  return startedAt === undefined || endedAt === undefined || endedAt === startedAt
    ? []
    : [durationText(endedAt - startedAt)];
}

function operationItem({ operation }: OperationRow): Appearance {
  const { clusterName, region, state } = operation;
  const text =
    state.kind === 'failed'
      ? // What it costs must not be cut off where the view is narrow.
        [remainsText(operation), state.failure.message].filter(Boolean).join(' ')
      : operationText(operation);
  return {
    label: clusterName,
    description: `${text} · ${region}`,
    iconPath: STATE_ICONS[state.kind],
    tooltip: operationText(operation),
    collapsibleState: Collapsed,
    contextValue: ['eks.operation', state.kind, ...capabilitiesOf(operation), ''].join(';'),
    command: { command: 'eks.showOperation', title: l10n.t('Show'), arguments: [operation.id] },
  };
}

function clusterItem({ clusterId, entry, level, status }: ClusterRow): Appearance {
  const scope = l10n.t('scope {0}', entry.environmentScope);
  const place = isAttached(entry) ? entry.apiUrl : entry.region;
  const description = [...statusTexts(status), place, scope, levelLabel(level)].join(' · ');
  return {
    label: entry.name,
    description,
    iconPath: clusterIcon(status),
    tooltip: [description, clusterId, ...(status.kind === 'unknown' ? [status.remedy] : [])].join('\n'),
    collapsibleState: Collapsed,
    contextValue: ['eks.cluster', status.kind, isAttached(entry) ? 'attached' : 'eks', ''].join(';'),
  };
}

function statusTexts(status: ClusterStatus): readonly string[] {
  switch (status.kind) {
    case 'loading':
      return [l10n.t('Loading')];
    case 'described':
      return [capitalised(status.description.status), status.description.version];
    case 'missing':
      return [l10n.t('Not found in AWS')];
    case 'attached':
      return [l10n.t('Attached')];
    case 'unknown':
      return [status.message];
  }
}

/** EKS shouts: `ACTIVE`. */
function capitalised(status: string): string {
  return status.charAt(0) + status.slice(1).toLowerCase();
}

function clusterIcon(status: ClusterStatus): vscode.ThemeIcon {
  switch (status.kind) {
    case 'loading':
      return new vscode.ThemeIcon('loading~spin');
    case 'described':
      return status.description.status === 'ACTIVE' ? PASSED : new vscode.ThemeIcon('sync~spin');
    case 'attached':
      return new vscode.ThemeIcon('plug');
    case 'missing':
    case 'unknown':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  }
}

const PASSED = new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
const FAILED = new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));

const STATE_ICONS: { readonly [S in OperationState['kind']]: vscode.ThemeIcon } = {
  running: new vscode.ThemeIcon('loading~spin'),
  unattached: new vscode.ThemeIcon('clock'),
  succeeded: PASSED,
  failed: FAILED,
  deleted: new vscode.ThemeIcon('circle-slash'),
  dismissed: FAILED,
};

const STATUS: { readonly [S in ResourceView['status']]: () => string } = {
  waiting: () => l10n.t('Waiting'),
  inProgress: () => l10n.t('In progress'),
  complete: () => l10n.t('Done'),
  failed: () => l10n.t('Failed'),
  cancelled: () => l10n.t('Cancelled'),
  deleting: () => l10n.t('Deleting'),
  deleted: () => l10n.t('Deleted'),
};

function statusIcon(status: ResourceView['status']): vscode.ThemeIcon {
  switch (status) {
    case 'waiting':
      return new vscode.ThemeIcon('circle-outline');
    case 'inProgress':
    case 'deleting':
      return new vscode.ThemeIcon('loading~spin');
    case 'complete':
      return PASSED;
    case 'failed':
      return FAILED;
    case 'cancelled':
    case 'deleted':
      return new vscode.ThemeIcon('circle-slash');
  }
}
