import * as l10n from '@vscode/l10n';
import { INSTALLATION_TAG, OPERATION_TAG, PREFIX } from '../naming';
import type { StackDescription } from '../ports/stacks';
import type { RoleLimits } from './limits';
import type { RolesParameters } from './template';

/** What the user may choose of the roles; the limits are for the roles of clusters, too. */
export interface RolesPlan extends RoleLimits {
  readonly provisionRoleName: string;
  readonly serviceRoleName: string;
  readonly description: string;
  /** On both roles: CloudFormation hands a stack's tags on. */
  readonly tags: Readonly<Record<string, string>>;
}

const NO_LIMITS: RoleLimits = { permissionsBoundary: '', rolePath: '' };

/** Names of their own for each installation: two users of an account do not take each other's. */
export function defaultPlan(installation: string, limits: RoleLimits = NO_LIMITS): RolesPlan {
  const own = installation.slice(0, 8);
  return {
    provisionRoleName: `eks-provision-${own}`,
    serviceRoleName: `eks-service-${own}`,
    description: 'Creates Amazon EKS clusters for the VS Code extension EKS Clusters.',
    ...limits,
    tags: {},
  };
}

/** What was chosen when the stack was made or updated last. */
export function planFromStack({ parameters, tags }: StackDescription, installation: string): RolesPlan {
  const usual = defaultPlan(installation);
  const {
    ProvisionRoleName,
    ServiceRoleName,
    ProvisionRoleDescription,
    ...limits
  }: Partial<RolesParameters> = parameters;
  const chosen = Object.entries(tags).filter(([key]) => key !== OPERATION_TAG && key !== INSTALLATION_TAG);
  return {
    provisionRoleName: ProvisionRoleName ?? usual.provisionRoleName,
    serviceRoleName: ServiceRoleName ?? usual.serviceRoleName,
    description: ProvisionRoleDescription ?? usual.description,
    permissionsBoundary: limits.PermissionsBoundary ?? '',
    rolePath: limits.RolePath ?? '',
    tags: Object.fromEntries(chosen),
  };
}

/** What is wrong with a role's name, in a sentence. */
export function roleNameProblem(name: string): string | undefined {
  if (!/^[\w+=,.@-]{1,64}$/.test(name))
    return l10n.t('A role name has 1 to 64 letters, digits and + = , . @ - _.');
  // The provision policy lets the role write such roles: it could change itself.
  if (name.startsWith(`${PREFIX}-`))
    return l10n.t('The prefix {0}- is reserved for the roles of clusters.', PREFIX);
  return undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function descriptionProblem(description: string): string | undefined {
  if (/^[\t\n\r\x20-\x7e\xa1-\xff]{0,1000}$/.test(description)) return undefined;
  return l10n.t(
    'A role description can have at most 1,000 characters, from Western European languages only.',
  );
}

/** Tags as the user types them: `team=web, cost-center=42`. */
export function formatTags(tags: RolesPlan['tags']): string {
  return Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** What the user typed, as far as it reads as tags. */
export function parseTags(text: string): RolesPlan['tags'] {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', ...value] = pair.split('=');
      return [key.trim(), value.join('=').trim()];
    }),
  );
}

/** What is wrong with tags as typed. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
export function tagsProblem(text: string): string | undefined {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  const tags = Object.entries(parseTags(text));
  if (pairs.some((pair) => !pair.includes('=')))
    return l10n.t('Enter tags as key=value, separated by commas.');
  if (pairs.length > tags.length) return l10n.t('Duplicate key.');
  const reserved = ['aws:', `${PREFIX}:`];
  if (tags.some(([key]) => reserved.some((prefix) => key.toLowerCase().startsWith(prefix))))
    return l10n.t('Keys that begin with aws: or {0}: are reserved.', PREFIX);
  const fits = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
  const isSound = ([key, value]: [string, string]) =>
    key !== '' && key.length <= 128 && value.length <= 256 && fits.test(key + value);
  if (!tags.every(isSound))
    return l10n.t(
      'A key has 1 to 128 characters and a value at most 256: letters, digits, spaces and _ . : / = + - @.',
    );
  // IAM allows 50; two are ours.
  return tags.length > 48 ? l10n.t('A role can have at most 48 tags.') : undefined;
}
