import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { durationText } from '../../core/duration-text';
import type { Outcome } from '../../core/operation/operation';
import type { GroupRow, Row } from '../../core/tree/rows';
import { readyText } from '../operation-text';
import { capitalized, FAILED, PASSED, STATE_ICONS, WARNING, type RowPresentation } from './row-presentation';

const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

const GROUPS: { readonly [G in GroupRow['group']]: () => { label: string; icon: string } } = {
  nodes: () => ({ label: l10n.t('Nodes'), icon: 'server' }),
  addOns: () => ({ label: l10n.t('Add-ons'), icon: 'extensions' }),
  namespaces: () => ({ label: l10n.t('Namespaces of environments'), icon: 'layers' }),
  past: () => ({ label: l10n.t('Past operations'), icon: 'history' }),
};

/** Whether a cluster can be used is its nodes' matter: they are shown at once. */
export function groupItem({ group }: GroupRow): RowPresentation {
  const { label, icon } = GROUPS[group]();
  return {
    label,
    description: '',
    iconPath: new vscode.ThemeIcon(icon),
    contextValue: `eks.group;${group};`,
    collapsibleState: group === 'nodes' ? Expanded : Collapsed,
  };
}

export function addOnItem({
  addOn: { name, version, status, issues },
}: Extract<Row, { kind: 'addOn' }>): RowPresentation {
  const description = [capitalized(status), version, ...issues].join(' · ');
  const iconPath = issues.length > 0 || /FAILED|DEGRADED/.test(status) ? WARNING : addOnIcon(status);
  return { label: name, description, tooltip: [name, description], iconPath };
}

function addOnIcon(status: string): vscode.ThemeIcon {
  return status === 'ACTIVE' ? PASSED : new vscode.ThemeIcon('sync~spin');
}

export function pastItem({
  past: { kind, startedAt, outcome },
}: Extract<Row, { kind: 'past' }>): RowPresentation {
  const label = kind === 'create' ? l10n.t('Creating') : l10n.t('Deleting');
  const when = new Date(startedAt).toLocaleString(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const description = [when, durationText(outcome.endedAt - startedAt), outcomeText(outcome)].join(' · ');
  return {
    label,
    description,
    tooltip: [description],
    iconPath: outcome.kind === 'kept' ? FAILED : STATE_ICONS[outcome.kind],
  };
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'succeeded':
      return readyText(outcome.nodesReady);
    case 'deleted':
      return l10n.t('Deleted.');
    case 'kept':
      return [outcome.failure.message, outcome.failure.cause].join(' ');
  }
}
