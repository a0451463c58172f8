import * as l10n from '@vscode/l10n';
import { AwsError, type OptionsPort, type ProvisionSession } from '../../core/ports/aws';
import type { ProvisionRole } from '../../core/sign-in/provision-role';
import type { ClusterKey } from '../../core/registry/entry';
import type { Level, LevelOption } from '../../core/registry/target';
import type { OwnPrincipal } from '../../core/sign-in/own-principal';
import type { ClusterSpec } from '../../core/cluster-form/cluster-spec';
import type { Draft, DraftProblems } from '../../core/cluster-form/draft';
import { wantsMetricsServer } from '../../core/cluster-form/offered-add-ons';
import { toSpec, validateDraft, type DraftFacts } from '../../core/cluster-form/validate';

/** The role, session and identity that the form is authenticated with. */
export interface Provisioner {
  readonly provisionRole: ProvisionRole;
  readonly session: ProvisionSession;
  readonly ownPrincipal: OwnPrincipal;
}

/** The levels, and the scopes that are taken at each. */
export interface ConfiguredClusters {
  levels(): readonly LevelOption[];
  scopesAt(level: Level | undefined, except: ClusterKey): readonly string[];
}

export type CheckedDraft =
  | { readonly kind: 'valid'; readonly spec: ClusterSpec; readonly level: LevelOption }
  | { readonly kind: 'invalid'; readonly problems: DraftProblems };

/** Validates a draft in the host, which does not trust the lists of the form. */
export class DraftCheck {
  constructor(private readonly configured: ConfiguredClusters) {}

  async check(draft: Draft, provisioner: Provisioner, signal: AbortSignal): Promise<CheckedDraft> {
    const { provisionRole, session, ownPrincipal } = provisioner;
    const levels = this.configured.levels();
    const level = levels.find((option) => option.id === draft.level);
    const facts: DraftFacts = {
      ...(await listFacts(draft, session.options, signal)),
      levels: levels.map(({ id }) => id),
      takenScopes: this.configured.scopesAt(level?.level, { ...session, name: draft.name.trim() }),
      ownPrincipal,
    };
    const problems = { ...validateDraft(draft, facts), ...authenticationProblems(draft, provisionRole) };
    if (Object.keys(problems).length > 0 || !level) return { kind: 'invalid', problems };
    return { kind: 'valid', spec: toSpec(draft, facts), level };
  }
}

/**
 * Reads the current lists from AWS. A list without permission stays unknown.
 * @throws AwsError where it would leave out what the user chose, only because AWS did not answer
 */
async function listFacts(
  draft: Draft,
  options: OptionsPort,
  signal: AbortSignal,
): Promise<Partial<DraftFacts>> {
  // One signal per request, since Node warns about more than ten listeners on one.
  const known = <T>(list: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> =>
    list(AbortSignal.any([signal])).catch(() => undefined);
  const versions = async (closed: AbortSignal) => {
    try {
      return await options.kubernetesVersions(closed);
    } catch (error) {
      if (error instanceof AwsError && error.isTransient && wantsMetricsServer(draft)) throw error;
      return undefined;
    }
  };
  const { vpcId } = draft;
  const hasVpc = vpcId !== '';
  const [vpcs, subnets, securityGroups, keyPairs, kubernetesVersions, instanceTypes] = await Promise.all([
    known((closed) => options.vpcs(closed)),
    hasVpc ? known((closed) => options.subnets(vpcId, closed)) : undefined,
    hasVpc ? known((closed) => options.securityGroups(vpcId, closed)) : undefined,
    known((closed) => options.keyPairs(closed)),
    versions(AbortSignal.any([signal])),
    known((closed) => options.instanceTypes(closed)),
  ]);
  return { vpcs, subnets, securityGroups, keyPairs, kubernetesVersions, instanceTypes };
}

/** The session is for one role and one region; a draft that names others has to authenticate again. */
function authenticationProblems(draft: Draft, { roleArn, region }: ProvisionRole): DraftProblems {
  const problem = {
    message: l10n.t('The form is not authenticated for these values.'),
    remedy: l10n.t('Choose Authenticate with AWS again.'),
  };
  if (draft.roleArn.trim() !== roleArn) return { roleArn: problem };
  return draft.region.trim() === region ? {} : { region: problem };
}
