import type { ServiceAccountTokens } from '../core/cluster/service-account-tokens';
import { userError } from '../core/errors/catalogue';
import type { BaseCredentials, ClusterDescription, ProvisionRole, ProvisionSession } from '../core/ports/aws';
import type { KubernetesApi, KubernetesPort } from '../core/ports/kubernetes';
import type { ConnectedCluster } from '../core/ports/workspace';
import {
  clusterId,
  isAttached,
  type AttachedEntry,
  type ClusterEntry,
  type EksEntry,
} from '../core/registry/entry';
import type { ClusterAccess } from './cluster-access';
import type { Sessions } from './sessions';
import type { Settings } from './settings';

/** One token serves many calls, so no single one of them may abort getting it. */
const TOKEN_MS = 30_000;

/** What is kept of clusters that were added by their API's URL. */
export interface AttachedSecretsReader {
  /** `undefined` where this machine keeps nothing for exactly that URL and that CA. */
  read(entry: AttachedEntry): Promise<AttachedSecrets | undefined>;
}

export interface AttachedSecrets {
  /** PEM, base64. */
  readonly certificateAuthority: string;
  readonly token: string;
  /** The cluster uses role-based access control. */
  readonly rbac: boolean;
}

/** The way to a registered cluster. Endpoint and CA are EKS's or the user's, whatever a settings file says. */
export class ClusterConnector {
  constructor(
    private readonly sessions: Sessions,
    private readonly settings: Pick<Settings, 'baseCredentials'>,
    private readonly kubernetes: () => Promise<KubernetesPort>,
    private readonly attached: AttachedSecretsReader,
    private readonly ownAccount: ServiceAccountTokens,
    private readonly access: Pick<ClusterAccess, 'check'>,
  ) {}

  /** The cluster's own API. @throws UserError where there is no way to it */
  connect(entry: ClusterEntry, signal: AbortSignal): Promise<KubernetesApi> {
    return isAttached(entry) ? this.connectAttached(entry) : this.connectEks(entry, signal);
  }

  /** What EKS says of it; `undefined` where there is no such cluster. */
  async describe(entry: EksEntry, signal: AbortSignal): Promise<ClusterDescription | undefined> {
    return (await this.session(entry)).clusters.describe(entry.name, signal);
  }

  /** Of the cluster's own account: EKS knows clusters by name, and another account may have one of that name. */
  async session(entry: EksEntry): Promise<ProvisionSession> {
    await this.access.check(entry);
    const { roleArn, region, name, accountId, partition } = entry;
    const isByRole = roleArn !== undefined;
    const session = await (isByRole
      ? this.sessions.open(this.role(entry), name)
      : this.sessions.openBase(region, this.baseCredentialsFor(entry)));
    if (session.accountId === accountId && session.partition === partition) return session;
    throw userError(isByRole ? 'role-of-other-account' : 'account-differs', {
      name,
      own: session.accountId,
      accountId,
    });
  }

  /** The role through which the cluster is reached. To be used once it was checked that it may be. */
  role(entry: EksEntry): ProvisionRole {
    const { roleArn, region, name } = entry;
    if (roleArn === undefined) throw userError('role-not-configured', { name });
    return { roleArn, region, base: this.baseCredentialsFor(entry) };
  }

  /** A cluster that was made with a profile stays with it, whichever the next one is made with. */
  baseCredentialsFor({ profile }: EksEntry): BaseCredentials {
    return profile === undefined ? this.settings.baseCredentials : { kind: 'profile', profile };
  }

  /** Where its API is and whom to trust there, for somebody else who calls it. */
  async connectionInfo(entry: ClusterEntry, signal: AbortSignal): Promise<ConnectedCluster> {
    const target = isAttached(entry)
      ? { ...(await this.secretsOf(entry)), endpoint: entry.apiUrl }
      : await this.endpointOf(entry, await this.session(entry), signal);
    const { endpoint, certificateAuthority } = target;
    return { arn: clusterId(entry), name: entry.name, endpoint, certificateAuthority };
  }

  /** As who comes in, and not as the extension's own account: for making that account. */
  async connectAsCaller(entry: EksEntry, signal: AbortSignal): Promise<KubernetesApi> {
    const session = await this.session(entry);
    const target = await this.endpointOf(entry, session, signal);
    this.ownAccount.forget(target.endpoint);
    return (await this.kubernetes()).connect({
      ...target,
      token: () => session.clusters.createToken(entry.name),
    });
  }

  private async connectEks(entry: EksEntry, signal: AbortSignal): Promise<KubernetesApi> {
    const session = await this.session(entry);
    const { endpoint, certificateAuthority } = await this.endpointOf(entry, session, signal);
    const kubernetes = await this.kubernetes();
    const callerToken = () => session.clusters.createToken(entry.name);
    const connectAsCaller = () => kubernetes.connect({ endpoint, certificateAuthority, token: callerToken });
    const token = () =>
      this.ownAccount.token(
        endpoint,
        { token: callerToken, api: connectAsCaller },
        AbortSignal.timeout(TOKEN_MS),
      );
    const renewToken = () => this.ownAccount.forget(endpoint);
    return kubernetes.connect({ endpoint, certificateAuthority, token, renewToken });
  }

  private async endpointOf({ name }: EksEntry, session: ProvisionSession, signal: AbortSignal) {
    const description = await session.clusters.describe(name, signal);
    if (!description) throw userError('cluster-vanished', { name });
    const { endpoint, certificateAuthority } = description;
    if (!endpoint || !certificateAuthority) throw userError('cluster-without-endpoint', description);
    return { endpoint, certificateAuthority };
  }

  private async connectAttached(entry: AttachedEntry): Promise<KubernetesApi> {
    const { certificateAuthority, token } = await this.secretsOf(entry);
    return (await this.kubernetes()).connect({
      endpoint: entry.apiUrl,
      certificateAuthority,
      token: () => Promise.resolve(token),
      isUserToken: true,
    });
  }

  private async secretsOf(entry: AttachedEntry): Promise<AttachedSecrets> {
    const secrets = await this.attached.read(entry);
    if (!secrets) throw userError('attached-without-token', { name: entry.name });
    return secrets;
  }
}
