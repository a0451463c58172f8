import * as l10n from '@vscode/l10n';
import { effectOfLacking, type Feature, type Permission } from '../policy';
import type { Finding, FindingList } from './finding';
import type { Access, AccessTable, Refusal } from './simulated-access';

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
    const finding = failedFinding(grave, unknown.length, lists);
    if (!grave.some(([{ scope }]) => scope === 'PassedServiceRole')) return finding;
    const notPassed = l10n.t('The provision role may not pass {0} to EKS (iam:PassRole).', serviceRole);
    return { ...finding, found: `${notPassed} ${finding.found}` };
  }
  if (missing.length + partly.length > 0) return warningFinding([...missing, ...partly], lists);
  if (unknown.length > 0) return notKnown(unknown, all.length, source, lists);
  return {
    kind: 'passed',
    found: l10n.t(
      'All {0} permissions that creating and deleting this cluster takes are there; {1} may be passed to EKS.',
      all.length,
      serviceRole,
    ),
    lists,
  };
}

function failedFinding(missing: readonly Known[], unknown: number, lists: readonly FindingList[]): Finding {
  return {
    kind: 'failed',
    found:
      unknown === 0
        ? l10n.t('Permissions missing for creating or deleting the cluster: {0}.', missing.length)
        : l10n.t(
            'Permissions missing for creating or deleting the cluster: {0}. Another {1} could not be checked.',
            missing.length,
            unknown,
          ),
    ...remedyFor(missing),
    lists,
  };
}

function warningFinding(missing: readonly Known[], lists: readonly FindingList[]): Finding {
  return {
    kind: 'warning',
    found: l10n.t(
      'Creating the cluster can succeed. Permissions missing, or allowed only in part: {0}.',
      missing.length,
    ),
    ...remedyFor(missing),
    lists,
  };
}

function notKnown(
  unknown: readonly Known[],
  all: number,
  source: Source,
  lists: readonly FindingList[],
): Finding {
  const keys = [...new Set(unknown.flatMap(([, access]) => (access.kind === 'unknown' ? access.keys : [])))];
  return {
    kind: 'unknown',
    found: l10n.t(
      '{0} of {1} permissions are there; the others could not be checked.',
      all - unknown.length,
      all,
    ),
    remedy: remedyForUnknown(source, keys),
    ...(keys.length === 0 && { action: 'generatePolicy' }),
    lists,
  };
}

function remedyForUnknown(source: Source, keys: readonly string[]): string {
  if (source === 'probed')
    return l10n.t(
      'To have all of them checked, let the provision role call iam:SimulatePrincipalPolicy on itself.',
    );
  if (keys.length === 0) return l10n.t('AWS checks them when the cluster is created.');
  return l10n.t(
    'They depend on conditions that are known only when the cluster is created: {0}. Ask your cloud team whether your requests meet them.',
    keys.join(', '),
  );
}

function unknownTitle(source: Source, count: number): string {
  return source === 'probed'
    ? l10n.t('Could not be checked, as the role may not call iam:SimulatePrincipalPolicy ({0})', count)
    : l10n.t('Could not be checked ({0})', count);
}

/** What helps depends on what is in the way: against a Deny no further permission does. */
function remedyFor(known: readonly Known[]): { readonly remedy: string; readonly action?: 'generatePolicy' } {
  const whys = new Set(
    known.flatMap(([, access]) => (access.kind === 'missing' || access.kind === 'partly' ? access.why : [])),
  );
  const remedy = [...whys].map((why) => REMEDIES[why]()).join(' ');
  return whys.has('notAllowed') ? { remedy, action: 'generatePolicy' } : { remedy };
}

const REMEDIES: { readonly [R in Refusal]: () => string } = {
  notAllowed: () =>
    l10n.t(
      'Have your cloud team add them to the role’s policy; Generate IAM Policy… prints the complete policy.',
    ),
  denied: () =>
    l10n.t(
      'A Deny in a policy of the role forbids some: have your cloud team take it back or make an exception. Adding permissions does not help against it.',
    ),
  deniedByOrganization: () =>
    l10n.t(
      'Your organization forbids some: ask its administrators, or use another region or account. No policy within the account can allow it.',
    ),
  outsideBoundary: () =>
    l10n.t(
      'The role’s permissions boundary does not include some: have your cloud team add them to the boundary, too.',
    ),
};

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
      return undefined;
    case 'unknown':
      return access.keys.length === 0
        ? undefined
        : l10n.t('Not checked: a condition asks for {0}.', access.keys.join(', '));
    case 'partly':
      return l10n.t('Not allowed for {0}.', access.refused.join(', '));
    case 'missing':
      return REFUSALS[access.why]();
  }
}

const REFUSALS: { readonly [R in Refusal]: () => string | undefined } = {
  notAllowed: () => undefined,
  denied: () => l10n.t('A policy of the role denies it.'),
  deniedByOrganization: () => l10n.t('Your organization denies it (service control policy).'),
  outsideBoundary: () => l10n.t('The role’s permissions boundary does not allow it.'),
};
