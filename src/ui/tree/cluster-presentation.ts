import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAttached, type ClusterEntry } from '../../core/registry/entry';
import type { ScopeConflict } from '../../core/registry/scope-conflict';
import type { ClusterRow, ClusterStatus } from '../../core/tree/rows';
import { levelLabel } from '../levels';
import { keptText, operationText } from '../operation-text';
import { capitalized, FAILED, PASSED, WARNING, type RowPresentation } from './row-presentation';

const { Collapsed } = vscode.TreeItemCollapsibleState;

/** A cluster in one line: its status in EKS, region, environment scope and level. */
export function clusterPresentation({
  clusterId,
  entry,
  level,
  status,
  scopeConflict,
  kept,
}: ClusterRow): RowPresentation {
  const place = isAttached(entry) ? entry.apiUrl : entry.region;
  const settled = [place, scopeText(entry, scopeConflict), levelLabel(level)];
  // A whole sentence would push everything else out of the view.
  const told = kept ? [keptText(kept.state)] : [];
  const texts =
    status.kind === 'unknown'
      ? [...told, ...settled, status.message]
      : [...told, ...statusTexts(status), ...settled];
  const remarks = statusRemarks(status);
  const description = texts.join(' · ');
  return {
    label: entry.name,
    description,
    iconPath: clusterIcon(status, scopeConflict),
    tooltip: [description, clusterId, ...remarks, ...(kept ? [operationText(kept)] : [])],
    collapsibleState: Collapsed,
    contextValue: [
      'eks.cluster',
      status.kind,
      isAttached(entry) ? 'attached' : 'eks',
      entry.enabled ? 'enabled' : 'disabled',
      ...(kept ? ['kept'] : []),
      '',
    ].join(';'),
  };
}

/** What to do when the status could not be read. */
function statusRemarks(status: ClusterStatus): readonly string[] {
  switch (status.kind) {
    case 'unknown':
      return [status.remedy];
    case 'notAllowed':
      return [status.message, status.remedy];
    case 'unasked':
    case 'loading':
    case 'described':
    case 'missing':
    case 'attached':
      return [];
  }
}

function scopeText({ environmentScope }: ClusterEntry, finding: ScopeConflict): string {
  switch (finding.kind) {
    case 'none':
      return l10n.t('scope {0}', environmentScope);
    case 'disabled':
      return l10n.t('scope {0}, disabled', environmentScope);
    case 'ambiguous':
      return l10n.t('scope {0}, same as {1}', environmentScope, finding.other.name);
    case 'shadowed':
      return l10n.t('scope {0}, shadowed by {1}', environmentScope, finding.by.name);
  }
}

function statusTexts(status: Exclude<ClusterStatus, { kind: 'unknown' }>): readonly string[] {
  switch (status.kind) {
    case 'unasked':
      return [];
    case 'loading':
      return [l10n.t('Loading')];
    case 'described':
      return [capitalized(status.description.status), status.description.version];
    case 'missing':
      return [l10n.t('Not found in AWS')];
    case 'notAllowed':
      return [l10n.t('Access not yet allowed')];
    case 'attached':
      return [l10n.t('Attached')];
  }
}

function clusterIcon(status: ClusterStatus, finding: ScopeConflict): vscode.ThemeIcon {
  if (finding.kind === 'disabled') return new vscode.ThemeIcon('circle-slash');
  if (finding.kind === 'ambiguous') return WARNING;
  switch (status.kind) {
    case 'unasked':
      return new vscode.ThemeIcon('server-environment');
    case 'loading':
      return new vscode.ThemeIcon('loading~spin');
    case 'described':
      return describedIcon(status.description.status);
    case 'attached':
      return new vscode.ThemeIcon('plug');
    case 'notAllowed':
      return new vscode.ThemeIcon('lock');
    case 'missing':
    case 'unknown':
      return WARNING;
  }
}

function describedIcon(status: string): vscode.ThemeIcon {
  if (status === 'ACTIVE') return PASSED;
  return status === 'FAILED' ? FAILED : new vscode.ThemeIcon('sync~spin');
}
