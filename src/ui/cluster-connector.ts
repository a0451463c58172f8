import type { ServiceAccountTokens } from '../core/cluster/service-account-tokens';
import { registryWithFallback } from '../core/deploy/registry-fallback';
import { userError } from '../core/errors/catalogue';
import { AwsError, type ClusterDescription, type ProvisionSession, type Subnet } from '../core/ports/aws';
import type { ImageRegistryPort } from '../core/ports/image-registry';
import type { BaseCredentials, ProvisionRole } from '../core/sign-in/provision-role';
import type { KubernetesApi, KubernetesPort, KubernetesTarget } from '../core/ports/kubernetes';
import type { ConnectedCluster } from '../core/ports/workspace';
import {
  clusterId,
  isAttached,
  type AttachedEntry,
  type ClusterEntry,
  type EksEntry,
} from '../core/registry/entry';
import type { AttachedClusterSecrets, AttachedSecrets } from './attached-cluster-secrets';
import type { ClusterAccess } from './cluster-access';
import type { Sessions } from './sessions';
import type { Settings } from './settings';

/** Time limit for a token. Many calls share one, so it does not depend on the signal of any of them. */
const TOKEN_MS = 30_000;

/** Reads the secrets of clusters that were added by their API URL. */
/** Connects to registered clusters. Endpoint and CA come from EKS or from the user, never from a settings file. */
export class ClusterConnector {
  constructor(
    private readonly sessions: Sessions,
    private readonly settings: Pick<Settings, 'baseCredentials'>,
    private readonly kubernetes: () => Promise<KubernetesPort>,
    private readonly attached: Pick<AttachedClusterSecrets, 'read'>,
    private readonly ownAccount: ServiceAccountTokens,
    private readonly access: Pick<ClusterAccess, 'check'>,
  ) {}

  /** Connects to the Kubernetes API. @throws UserError if that is not possible */
  async connect(entry: ClusterEntry, signal: AbortSignal): Promise<KubernetesApi> {
    const target = await this.target(entry, signal);
    return (await this.kubernetes()).connect(target);
  }

  /** The address of the Kubernetes API with its tokens, for connections that stay open. @throws UserError */
  target(entry: ClusterEntry, signal: AbortSignal): Promise<KubernetesTarget> {
    return isAttached(entry) ? this.attachedTarget(entry) : this.eksTarget(entry, signal);
  }

  /** The description from EKS; `undefined` if the cluster does not exist. */
  async describe(entry: EksEntry, signal: AbortSignal): Promise<ClusterDescription | undefined> {
    return (await this.session(entry)).clusters.describe(entry.name, signal);
  }

  /**
   * A session in the cluster's account. EKS identifies clusters by name, and another account may have one of the same
   * name.
   */
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

  /** Where the images of apps go that run in the cluster: Amazon ECR of its account and region. */
  async images(entry: EksEntry): Promise<ImageRegistryPort> {
    const { images } = await this.session(entry);
    return registryWithFallback(images, async () => {
      if (entry.roleArn === undefined) return undefined;
      const own = await this.sessions.openBase(entry.region, this.baseCredentialsFor(entry));
      return own.accountId === entry.accountId ? own.images : undefined;
    });
  }

  /** All subnets of the cluster's VPC; none where the role may not ask. */
  async subnets(entry: EksEntry, signal: AbortSignal): Promise<readonly Subnet[]> {
    const { clusters, options } = await this.session(entry);
    try {
      const described = await clusters.describe(entry.name, signal);
      return described?.vpcId === undefined ? [] : await options.subnets(described.vpcId, signal);
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'denied') return [];
      throw error;
    }
  }

  /** The role that reaches the cluster. Check that access is allowed before you use it. */
  role(entry: EksEntry): ProvisionRole {
    const { roleArn, region, name } = entry;
    if (roleArn === undefined) throw userError('role-not-configured', { name });
    return { roleArn, region, base: this.baseCredentialsFor(entry) };
  }

  /** The cluster's own profile, or the base credentials of this window. */
  baseCredentialsFor({ profile }: EksEntry): BaseCredentials {
    return profile === undefined ? this.settings.baseCredentials : { kind: 'profile', profile };
  }

  /** Endpoint and CA of the cluster, for a kubeconfig. */
  async connectionInfo(entry: ClusterEntry, signal: AbortSignal): Promise<ConnectedCluster> {
    const target = isAttached(entry)
      ? { ...(await this.secretsOf(entry)), endpoint: entry.apiUrl }
      : await this.endpointOf(entry, await this.session(entry), signal);
    const { endpoint, certificateAuthority } = target;
    return { arn: clusterId(entry), name: entry.name, endpoint, certificateAuthority };
  }

  /** Connects as the caller, not as the extension's service account, to create that account. */
  async connectAsCaller(entry: EksEntry, signal: AbortSignal): Promise<KubernetesApi> {
    const session = await this.session(entry);
    const target = await this.endpointOf(entry, session, signal);
    this.ownAccount.forget(target.endpoint);
    return (await this.kubernetes()).connect({
      ...target,
      token: () => session.clusters.createToken(entry.name),
    });
  }

  private async eksTarget(entry: EksEntry, signal: AbortSignal): Promise<KubernetesTarget> {
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
    return { endpoint, certificateAuthority, token, renewToken };
  }

  private async endpointOf({ name }: EksEntry, session: ProvisionSession, signal: AbortSignal) {
    const description = await session.clusters.describe(name, signal);
    if (!description) throw userError('cluster-vanished', { name });
    const { endpoint, certificateAuthority } = description;
    if (!endpoint || !certificateAuthority) throw userError('cluster-without-endpoint', description);
    return { endpoint, certificateAuthority };
  }

  private async attachedTarget(entry: AttachedEntry): Promise<KubernetesTarget> {
    const { certificateAuthority, token } = await this.secretsOf(entry);
    return {
      endpoint: entry.apiUrl,
      certificateAuthority,
      token: () => Promise.resolve(token),
      isUserToken: true,
    };
  }

  private async secretsOf(entry: AttachedEntry): Promise<AttachedSecrets> {
    const secrets = await this.attached.read(entry);
    if (!secrets) throw userError('attached-without-token', { name: entry.name });
    return secrets;
  }
}
