import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { durationText } from '../../core/duration-text';
import type { ResourceView } from '../../core/cloudformation/stack-status';
import type { OperationView } from '../../core/operation/view';
import type { OperationRow, Row } from '../../core/tree/rows';
import { resourceLabel } from '../../core/template/labels';
import type { Command } from '../commands/commands';
import { capabilitiesOf } from '../operation-capabilities';
import { keptText, operationText, remainsText } from '../operation-text';
import { STATE_ICONS, statusIcon, WARNING, type RowPresentation } from './row-presentation';
import { clusterPresentation } from './cluster-presentation';
import { shownRow } from './shown-row';
import { addOnItem, groupItem, pastItem } from './member-items';

/** How a row looks. `contextValue` is a list of capabilities, each ended by `;`, for the menus' `when` clauses. */
export function treeItem(row: Row): vscode.TreeItem {
  const { label, description, tooltip = [], ...looks } = presentation(row);
  const texts = shownRow({ label, description, tooltip });
  return Object.assign(new vscode.TreeItem(texts.label), looks, texts, { id: row.id });
}

function presentation(row: Row): RowPresentation {
  switch (row.kind) {
    case 'operation':
      return operationItem(row);
    case 'cluster':
      return clusterPresentation(row);
    case 'resource': {
      const { logicalId, type, status, reason } = row.resource;
      const description = [
        status === 'failed' && reason ? reason : STATUS[status](),
        ...durationOf(row.resource),
      ].join(' · ');
      const tooltip = [`${logicalId} (${type})`, ...(reason === undefined ? [] : [reason])];
      return { label: resourceLabel(logicalId), description, tooltip, iconPath: statusIcon(status) };
    }
    case 'step':
      return {
        label: row.step.label,
        description: STATUS[row.step.status](),
        iconPath: statusIcon(row.step.status),
      };
    case 'group':
      return groupItem(row);
    case 'addOn':
      return addOnItem(row);
    case 'namespace': {
      const { name, environment, isTerminating } = row.namespace;
      const description = isTerminating ? l10n.t('Terminating') : (environment ?? l10n.t('All environments'));
      const contextValue = 'eks.namespace;';
      return { label: name, description, contextValue, iconPath: new vscode.ThemeIcon('symbol-namespace') };
    }
    case 'past':
      return pastItem(row);
    case 'nothing':
      return { label: row.text, description: '' };
    case 'node': {
      const { name, ready } = row.node;
      const iconPath = new vscode.ThemeIcon(ready ? 'vm-active' : 'vm-outline');
      return { label: name, description: ready ? l10n.t('Ready') : l10n.t('Not ready'), iconPath };
    }
    case 'fact':
      return { label: row.label, description: row.value, iconPath: new vscode.ThemeIcon('globe') };
    case 'error': {
      const { text: label, remedy: description } = row;
      const tooltip = [label, description, l10n.t('Select to try again.')];
      const command = {
        command: 'eks.refreshRow' satisfies Command,
        title: l10n.t('Try Again'),
        arguments: [row],
      };
      return { label, description, tooltip, command, contextValue: 'eks.error;', iconPath: WARNING };
    }
    case 'problem':
      return {
        label: row.text,
        description: row.remedy,
        tooltip: [row.text, row.remedy],
        iconPath: WARNING,
      };
  }
}

/** The duration, once it has ended. While it runs, the parent row shows the time. */
function durationOf({ startedAt, endedAt }: ResourceView): readonly string[] {
  return startedAt === undefined || endedAt === undefined || endedAt === startedAt
    ? []
    : [durationText(endedAt - startedAt)];
}

function operationItem({ operation }: OperationRow): RowPresentation {
  const { clusterName, region, state } = operation;
  const text = rowText(operation);
  return {
    label: clusterName,
    description: `${text} · ${region}`,
    iconPath: STATE_ICONS[state.kind],
    tooltip: [operationText(operation)],
    collapsibleState: vscode.TreeItemCollapsibleState.Collapsed,
    contextValue: ['eks.operation', state.kind, ...capabilitiesOf(operation), ''].join(';'),
    command: { command: 'eks.showOperation', title: l10n.t('Show'), arguments: [operation.id] },
  };
}

function rowText(operation: OperationView): string {
  const { state } = operation;
  switch (state.kind) {
    case 'failed':
      // The cost comes first, so that a narrow view does not cut it off.
      return [remainsText(operation), state.failure.message].filter(Boolean).join(' ');
    case 'kept':
      return keptText(state);
    case 'running':
    case 'pendingRegistration':
    case 'succeeded':
    case 'deleted':
    case 'forgotten':
      return operationText(operation);
  }
}

const STATUS: { readonly [S in ResourceView['status']]: () => string } = {
  waiting: () => l10n.t('Waiting'),
  inProgress: () => l10n.t('In progress'),
  complete: () => l10n.t('Done'),
  failed: () => l10n.t('Failed'),
  cancelled: () => l10n.t('Cancelled'),
  deleting: () => l10n.t('Deleting'),
  deleted: () => l10n.t('Deleted'),
};
