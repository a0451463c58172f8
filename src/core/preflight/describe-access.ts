import * as l10n from '@vscode/l10n';
import { effectOfLacking, type Feature, type Permission } from '../policy';
import type { Finding, FindingList } from './finding';
import type { Access, AccessTable } from './simulated-access';

/** How it was found out: `probed` where nobody may simulate. */
export type Source = 'simulated' | 'probed';

/** Without these there is no cluster, or one that cannot be removed and goes on costing money. */
const GRAVE: readonly Feature[] = ['create', 'delete'];

type Known = readonly [Permission, Access];

/**
 * What is missing, one by one: why each is needed and what lacking it costs.
 * @param serviceRole the one chosen, by its name: that it may be handed to EKS is what is asked most
 */
export function describeAccess(access: AccessTable, source: Source, serviceRole: string): Finding {
  const all = [...access];
  const isGrave = ([{ features }]: Known) => features.some((feature) => GRAVE.includes(feature));
  const missing = all.filter(([, { kind }]) => kind === 'missing');
  const grave = missing.filter(isGrave);
  const lesser = missing.filter((known) => !isGrave(known));
  const partly = all.filter(([, { kind }]) => kind === 'partly');
  const unknown = all.filter(([, { kind }]) => kind === 'unknown');
  const lists = [
    listOf(l10n.t('Creating or deleting the cluster fails without these ({0})', grave.length), grave),
    listOf(l10n.t('Something else suffers without these ({0})', lesser.length), lesser),
    listOf(l10n.t('Allowed only for a part of what is needed ({0})', partly.length), partly),
    listOf(unknownTitle(source, unknown.length), unknown),
  ].filter(({ items }) => items.length > 0);

  if (grave.length > 0) {
    const finding = red(grave.length, unknown.length, lists);
    if (!grave.some(([{ scope }]) => scope === 'PassedServiceRole')) return finding;
    const notPassed = l10n.t('The provision role may not pass {0} to EKS (iam:PassRole).', serviceRole);
    return { ...finding, found: `${notPassed} ${finding.found}` };
  }
  if (missing.length + partly.length > 0) return amber(missing.length + partly.length, lists);
  if (unknown.length > 0) return notKnown(all.length - unknown.length, all.length, source, lists);
  return {
    kind: 'green',
    found: l10n.t(
      'All {0} permissions that creating and deleting this cluster takes are there; {1} may be passed to EKS.',
      all.length,
      serviceRole,
    ),
    lists,
  };
}

function red(missing: number, unknown: number, lists: readonly FindingList[]): Finding {
  return {
    kind: 'red',
    found:
      unknown === 0
        ? l10n.t('Permissions missing for creating or deleting the cluster: {0}.', missing)
        : l10n.t(
            'Permissions missing for creating or deleting the cluster: {0}. Another {1} could not be checked.',
            missing,
            unknown,
          ),
    remedy: askCloudTeam(),
    action: 'generatePolicy',
    lists,
  };
}

function amber(missing: number, lists: readonly FindingList[]): Finding {
  return {
    kind: 'amber',
    found: l10n.t(
      'Creating the cluster can succeed. Permissions missing, or allowed only in part: {0}.',
      missing,
    ),
    remedy: askCloudTeam(),
    action: 'generatePolicy',
    lists,
  };
}

function notKnown(allowed: number, all: number, source: Source, lists: readonly FindingList[]): Finding {
  return {
    kind: 'unknown',
    found: l10n.t('{0} of {1} permissions are there; the others could not be checked.', allowed, all),
    remedy:
      source === 'probed'
        ? l10n.t(
            'To have all of them checked, let the provision role call iam:SimulatePrincipalPolicy on itself.',
          )
        : l10n.t('AWS checks them when the cluster is created.'),
    action: 'generatePolicy',
    lists,
  };
}

function unknownTitle(source: Source, count: number): string {
  return source === 'probed'
    ? l10n.t('Could not be checked, as the role may not call iam:SimulatePrincipalPolicy ({0})', count)
    : l10n.t('Could not be checked ({0})', count);
}

function askCloudTeam(): string {
  return l10n.t(
    'Have your cloud team add them to the role’s policy; Generate IAM Policy… prints the complete policy.',
  );
}

function listOf(title: string, known: readonly Known[]): FindingList {
  return {
    title,
    items: known.map(([permission, access]) => ({
      name: permission.action,
      text: [purpose(permission), refusal(access), effectOfLacking(permission.features)]
        .filter((sentence) => sentence !== undefined)
        .join(' '),
    })),
  };
}

function purpose({ why }: Permission): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}

function refusal(access: Access): string | undefined {
  switch (access.kind) {
    case 'allowed':
    case 'unknown':
      return undefined;
    case 'partly':
      return l10n.t('Not allowed for {0}.', access.refused.join(', '));
    case 'missing':
      return REFUSALS[access.why]();
  }
}

const REFUSALS: {
  readonly [W in Extract<Access, { kind: 'missing' }>['why']]: () => string | undefined;
} = {
  notAllowed: () => undefined,
  denied: () => l10n.t('A policy of the role denies it.'),
  deniedByOrganization: () => l10n.t('Your organization denies it (service control policy).'),
  outsideBoundary: () => l10n.t('The role’s permissions boundary does not allow it.'),
};
