import { effectOfMissing, type Permission, permissionsFor } from '../policy';
import { type Compute, COMPUTE_KINDS } from '../cluster-form/cluster-spec';

const BEGIN = '<!-- permissions: npm run readme -->';
const END = '<!-- /permissions -->';

/** A document (`docs/user/iam.md`) with the current table between its marks. */
export function withPermissions(document: string): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The document has no ${BEGIN} … ${END}.`);
  return `${before}${BEGIN}\n\n${permissionTable()}\n\n${END}${after}`;
}

/** Every permission of the provision policy with what it is for and what fails without it, as Markdown. */
function permissionTable(): string {
  const rows = permissionsFor(COMPUTE_KINDS, ['deploy', 'cleanUpImages']).map((permission) => [
    `\`${permission.action}\``,
    permission.scope,
    computeOf(permission),
    permission.why,
    effectOfMissing(permission.features) ?? '',
  ]);
  const head = ['action', 'statement', 'compute', 'what for', 'without it'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The kinds of compute that need it, where not all do. */
function computeOf({ action, scope }: Permission): string {
  const needs = (kind: Compute['kind']) =>
    permissionsFor([kind]).some((other) => other.action === action && other.scope === scope);
  const kinds = COMPUTE_KINDS.filter(needs);
  return kinds.length === COMPUTE_KINDS.length ? '' : kinds.join(', ');
}
