import * as l10n from '@vscode/l10n';
import { displayText } from '../core/foreign/shown-text';
import type { Finding } from '../core/kubeconfig/finding';
import type { Detail } from './notify';

/** More would push the buttons of the question off the screen; how many there are is said. */
const SHOWN = 5;
const LONGEST_LINE = 200;

/** What a kubeconfig would do in terminals, one paragraph for each kind of finding. */
export function describeFindings(findings: readonly Finding[]): Detail {
  const paragraphs = Object.keys(HEADINGS).flatMap((kind) => {
    const lines = findings.filter((finding) => finding.kind === kind).map(line);
    const heading = HEADINGS[kind as Finding['kind']]();
    return lines.length === 0 ? [] : [[heading, ...shortened([...new Set(lines)])]];
  });
  const introduction = l10n.t(
    'kubectl would read this file before your own kubeconfig, and EKS Clusters has no record of writing all of it on this machine.',
  );
  return [introduction, ...paragraphs];
}

function shortened(lines: readonly string[]): readonly string[] {
  const shown = lines.filter((text) => text !== '').slice(0, SHOWN);
  const more = lines.length - SHOWN;
  return more > 0 ? [...shown, l10n.t('… and {0} more', more)] : shown;
}

/** In the order in which they are shown. */
const HEADINGS: { readonly [K in Finding['kind']]: () => string } = {
  program: () => l10n.t('kubectl would run these programs:'),
  'auth-provider': () => l10n.t('kubectl would sign in through these plugins:'),
  file: () => l10n.t('kubectl would use or send the contents of these files:'),
  redefinition: () => l10n.t('These names would replace those in your own kubeconfig:'),
  borrowed: () => l10n.t('These contexts use clusters or users from your own kubeconfig:'),
  server: () => l10n.t('EKS Clusters has no record of writing these clusters on this machine:'),
  proxy: () => l10n.t('Requests would go through these proxies:'),
  unchecked: () => l10n.t('The certificates of these clusters would not be checked:'),
  'current-context': () => l10n.t('kubectl would use this context by default:'),
  'own-unread': () => l10n.t('These files could not be read for comparison:'),
  tracked: () =>
    l10n.t('Git tracks this file, or may track it: anyone who can commit to the repository can change it.'),
};

function line(finding: Finding): string {
  switch (finding.kind) {
    case 'program':
      return brief(finding.command);
    case 'auth-provider':
      return brief(finding.provider);
    case 'file':
      return `${brief(finding.file)} (${finding.field})`;
    case 'redefinition':
      return `${entryLabel(finding.entry)} ${brief(finding.name)} (${brief(finding.own)})`;
    case 'borrowed':
      return `${brief(finding.context)}: ${entryLabel(finding.entry)} ${brief(finding.name)}`;
    case 'server':
      return `${brief(finding.cluster)}: ${brief(finding.server)}`;
    case 'proxy':
      return `${brief(finding.cluster)}: ${brief(finding.proxy)}`;
    case 'unchecked':
      return brief(finding.cluster);
    case 'current-context':
      return brief(finding.context);
    case 'own-unread':
      return `${brief(finding.own)}: ${brief(finding.reason)}`;
    case 'tracked':
      return '';
  }
}

function entryLabel(entry: Extract<Finding, { kind: 'redefinition' }>['entry']): string {
  switch (entry) {
    case 'cluster':
      return l10n.t('cluster');
    case 'context':
      return l10n.t('context');
    case 'user':
      return l10n.t('user');
  }
}

/** The name or the value that the file has for something. */
function brief(text: string): string {
  return displayText(text, LONGEST_LINE);
}
