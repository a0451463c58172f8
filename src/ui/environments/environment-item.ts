import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EnvironmentRow } from '../../core/environments/environment-rows';
import { FAILED, PASSED, WARNING } from '../tree/row-presentation';
import type { Command } from '../commands/commands';
import type { EnvironmentElement } from './environment-element';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** How a row looks. Its texts are plain, and fit to be shown. */
export function environmentItem(element: EnvironmentElement): vscode.TreeItem {
  const { row } = element;
  const item = new vscode.TreeItem(row.label, collapsibleState(row));
  item.id = row.id;
  item.description = row.description;
  // A text, and no Markdown: nothing in it becomes a link.
  item.tooltip = row.tooltip === '' ? row.label : row.tooltip;
  item.iconPath = iconOf(row);
  item.accessibilityInformation = { label: row.sentence };
  item.contextValue = contextValueOf(row);
  if (row.retry !== undefined)
    item.command = {
      command: 'eks.refreshEnvironments' satisfies Command,
      title: l10n.t('Try Again'),
      arguments: [element],
    };
  return item;
}

function collapsibleState({ kind, children, id }: EnvironmentRow): vscode.TreeItemCollapsibleState {
  if (children.length === 0) return None;
  return kind === 'project' || (kind === 'folder' && !id.endsWith('//stopped')) ? Expanded : Collapsed;
}

/** A list, each part ended by `;`, for the menus' `when` clauses. */
function contextValueOf({ kind, state, flags = [] }: EnvironmentRow): string | undefined {
  const own = CONTEXT[kind];
  return own && [own, ...(state ? [state] : []), ...flags, ''].join(';');
}

const CONTEXT: { readonly [K in EnvironmentRow['kind']]?: string } = {
  environment: 'eks.environment',
  app: 'eks.workload',
  pod: 'eks.pod',
  address: 'eks.address',
  failure: 'eks.failure',
  error: 'eks.environmentError',
};

function iconOf({ kind, state }: EnvironmentRow): vscode.ThemeIcon | undefined {
  switch (kind) {
    case 'environment':
    case 'app':
      return state && STATE_ICONS[state];
    case 'project':
      return new vscode.ThemeIcon('root-folder');
    case 'folder':
      return new vscode.ThemeIcon('folder');
    case 'address':
      return state ? STATE_ICONS[state] : new vscode.ThemeIcon('globe');
    case 'pod':
      return new vscode.ThemeIcon('package');
    case 'failure':
      return new vscode.ThemeIcon('info');
    case 'problem':
    case 'error':
      return WARNING;
    case 'loading':
      return new vscode.ThemeIcon('loading~spin');
    case 'nothing':
      return undefined;
  }
}

const STATE_ICONS: { readonly [S in NonNullable<EnvironmentRow['state']>]: vscode.ThemeIcon } = {
  none: new vscode.ThemeIcon('circle-outline'),
  'rolling-out': new vscode.ThemeIcon('sync~spin', new vscode.ThemeColor('testing.iconQueued')),
  healthy: PASSED,
  degraded: new vscode.ThemeIcon('warning', new vscode.ThemeColor('charts.yellow')),
  failing: FAILED,
  stopped: new vscode.ThemeIcon('circle-slash'),
  unknown: new vscode.ThemeIcon('question'),
};
