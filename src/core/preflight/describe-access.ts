import * as l10n from '@vscode/l10n';
import { effectOfMissing, type Feature, type Permission } from '../policy';
import type { Finding, FindingList } from './finding';
import type { Access, AccessTable, Refusal } from './simulated-access';

/** How the permissions were checked: `probed` if the role is not allowed to simulate. */
export type Source = 'simulated' | 'probed';

/** Without these a cluster cannot be created, or cannot be deleted and keeps costing money. */
const BLOCKING_FEATURES: readonly Feature[] = ['create', 'delete'];

type PermissionAccess = readonly [Permission, Access];

/**
 * What is missing, one by one: why each is needed and what lacking it costs.
 * @param serviceRole the one chosen, by its name: that it may be handed to EKS is what is asked most
 */
export function describeAccess(access: AccessTable, source: Source, serviceRole: string): Finding {
  const all = [...access];
  const isBlocking = ([{ features }]: PermissionAccess) =>
    features.some((feature) => BLOCKING_FEATURES.includes(feature));
  const missing = all.filter(([, { kind }]) => kind === 'missing');
  const blocking = missing.filter(isBlocking);
  const optional = missing.filter((known) => !isBlocking(known));
  const partly = all.filter(([, { kind }]) => kind === 'partly');
  const unknown = all.filter(([, { kind }]) => kind === 'unknown');
  const lists = [
    listOf(l10n.t('Creating or deleting the cluster fails without these ({0})', blocking.length), blocking),
    listOf(l10n.t('Other features need these ({0})', optional.length), optional),
    listOf(l10n.t('Allowed only for some of the required resources ({0})', partly.length), partly),
    listOf(unknownTitle(source, unknown.length), unknown),
  ].filter(({ items }) => items.length > 0);

  if (blocking.length > 0) {
    const finding = failedFinding(blocking, unknown.length, lists);
    if (!blocking.some(([{ scope }]) => scope === 'PassedServiceRole')) return finding;
    const notPassed = l10n.t(
      'The provision role is not allowed to pass {0} to EKS (iam:PassRole).',
      serviceRole,
    );
    return { ...finding, found: `${notPassed} ${finding.found}` };
  }
  if (missing.length + partly.length > 0) return warningFinding([...missing, ...partly], lists);
  if (unknown.length > 0) return notKnown(unknown, all.length, source, lists);
  return {
    kind: 'passed',
    found: l10n.t(
      'The provision role has all {0} permissions to create and delete this cluster, and is allowed to pass {1} to EKS.',
      all.length,
      serviceRole,
    ),
    lists,
  };
}

function failedFinding(
  missing: readonly PermissionAccess[],
  unknown: number,
  lists: readonly FindingList[],
): Finding {
  return {
    kind: 'failed',
    found:
      unknown === 0
        ? l10n.t('Missing permissions to create or delete the cluster: {0}.', missing.length)
        : l10n.t(
            'Missing permissions to create or delete the cluster: {0}. Another {1} could not be checked.',
            missing.length,
            unknown,
          ),
    ...remedyFor(missing),
    lists,
  };
}

function warningFinding(missing: readonly PermissionAccess[], lists: readonly FindingList[]): Finding {
  return {
    kind: 'warning',
    found: l10n.t(
      'The cluster can be created. Permissions that are missing or only partly allowed: {0}.',
      missing.length,
    ),
    ...remedyFor(missing),
    lists,
  };
}

function notKnown(
  unknown: readonly PermissionAccess[],
  all: number,
  source: Source,
  lists: readonly FindingList[],
): Finding {
  const keys = [...new Set(unknown.flatMap(([, access]) => (access.kind === 'unknown' ? access.keys : [])))];
  return {
    kind: 'unknown',
    found: l10n.t(
      '{0} of {1} permissions are granted. The others could not be checked.',
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
      'To check all of them, allow the provision role to call iam:SimulatePrincipalPolicy on itself.',
    );
  if (keys.length === 0) return l10n.t('AWS checks them when the cluster is created.');
  return l10n.t(
    'They depend on conditions that are only known when the cluster is created: {0}. Ask your cloud team whether your requests meet them.',
    keys.join(', '),
  );
}

function unknownTitle(source: Source, count: number): string {
  return source === 'probed'
    ? l10n.t(
        'Could not be checked, because the role is not allowed to call iam:SimulatePrincipalPolicy ({0})',
        count,
      )
    : l10n.t('Could not be checked ({0})', count);
}

/** What helps depends on what is in the way: against a Deny no further permission does. */
function remedyFor(known: readonly PermissionAccess[]): {
  readonly remedy: string;
  readonly action?: 'generatePolicy';
} {
  const whys = new Set(
    known.flatMap(([, access]) => (access.kind === 'missing' || access.kind === 'partly' ? access.why : [])),
  );
  const remedy = [...whys].map((why) => REMEDIES[why]()).join(' ');
  return whys.has('notAllowed') ? { remedy, action: 'generatePolicy' } : { remedy };
}

const REMEDIES: { readonly [R in Refusal]: () => string } = {
  notAllowed: () =>
    l10n.t(
      'Ask your cloud team to add them to the role’s policy. EKS: Generate IAM Policy… generates the complete policy.',
    ),
  denied: () =>
    l10n.t(
      'Some are denied by one of the role’s policies. Ask your cloud team to remove the Deny or add an exception. Adding permissions does not override it.',
    ),
  deniedByOrganization: () =>
    l10n.t(
      'Some are denied by your organization. Ask its administrators, or use another region or account. No policy in the account can override it.',
    ),
  outsideBoundary: () =>
    l10n.t(
      'Some are not included in the role’s permissions boundary. Ask your cloud team to add them to the boundary as well.',
    ),
};

function listOf(title: string, known: readonly PermissionAccess[]): FindingList {
  return {
    title,
    items: known.map(([permission, access]) => ({
      name: permission.action,
      text: [purpose(permission), refusal(access), effectOfMissing(permission.features)]
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
        : l10n.t('Not checked: depends on the condition {0}.', access.keys.join(', '));
    case 'partly':
      return l10n.t('Not allowed for {0}.', access.refused.join(', '));
    case 'missing':
      return REFUSALS[access.why]();
  }
}

const REFUSALS: { readonly [R in Refusal]: () => string | undefined } = {
  notAllowed: () => undefined,
  denied: () => l10n.t('Denied by one of the role’s policies.'),
  deniedByOrganization: () => l10n.t('Denied by your organization (service control policy).'),
  outsideBoundary: () => l10n.t('Not allowed by the role’s permissions boundary.'),
};
