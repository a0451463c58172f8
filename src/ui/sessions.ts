import { userInfo } from 'node:os';
import type { Identity } from '../core/identity';
import { sessionName } from '../core/naming';
import type { AwsPort, ProvisionSession, SessionRights } from '../core/ports/aws';
import type { BaseCredentials, CallerIdentity, ProvisionRole } from '../core/sign-in/provision-role';
import type { Simulate } from '../core/ports/permissions';
import { ownPrincipal, type OwnPrincipal } from '../core/sign-in/own-principal';
import type { Settings } from './settings';

/**
 * One session serves many who asked, so no single one of them may abort it. Long enough to find an MFA device and type
 * its code; each call to AWS has a limit of its own.
 */
const TIME_LIMIT_MS = 5 * 60_000;

/** The identity behind the base credentials, as of the last request. */
export type LastCaller =
  { readonly kind: 'unknown' | 'failed' } | { readonly kind: 'known'; readonly arn: string };

/**
 * Sessions of provision roles. One per cluster, so that CloudTrail shows the cluster in the session name. They renew
 * themselves.
 */
export class Sessions {
  private readonly sessions = new Map<string, Promise<ProvisionSession>>();
  private caller: LastCaller = { kind: 'unknown' };

  constructor(
    private readonly aws: () => Promise<AwsPort>,
    private readonly identity: () => Promise<Identity>,
    private readonly settings: Pick<Settings, 'baseCredentials'>,
  ) {}

  async callerIdentity(region: string, signal: AbortSignal): Promise<CallerIdentity> {
    try {
      const caller = await this.identify({ base: this.settings.baseCredentials, region }, signal);
      this.caller = { kind: 'known', arn: caller.arn };
      return caller;
    } catch (error) {
      if (!signal.aborted) this.caller = { kind: 'failed' };
      throw error;
    }
  }

  /** The identity behind any base credentials, not only those of this window. */
  async identify(
    query: Parameters<AwsPort['callerIdentity']>[0],
    signal: AbortSignal,
  ): Promise<CallerIdentity> {
    return (await this.aws()).callerIdentity(query, signal);
  }

  get lastCaller(): LastCaller {
    return this.caller;
  }

  async suggestedRegions(region: string, signal: AbortSignal): Promise<readonly string[]> {
    const aws = await this.aws();
    return aws.suggestedRegions({ base: this.settings.baseCredentials, region }, signal);
  }

  /** Whether the base credentials may look at a role is known when they try: they may when both are of one account. */
  simulator(region: string): Simulate {
    return async (simulation, signal) => {
      const aws = await this.aws();
      const account = await aws.baseAccount({ base: this.settings.baseCredentials, region });
      return account.simulate(simulation, signal);
    };
  }

  /** The principal that an access entry of a cluster in this account can name for the user. */
  ownPrincipal(
    caller: CallerIdentity,
    cluster: { readonly accountId: string; readonly region: string; readonly base?: BaseCredentials },
    signal: AbortSignal,
  ): Promise<OwnPrincipal> {
    const { accountId, region, base = this.settings.baseCredentials } = cluster;
    return ownPrincipal(caller, accountId, async (name) => {
      const account = await (await this.aws()).baseAccount({ base, region });
      return account.roleArn(name, signal);
    });
  }

  /** Like {@link ownPrincipal}, for a registered cluster, which can use other base credentials than this window. */
  async ownPrincipalFor(
    cluster: { readonly accountId: string; readonly region: string; readonly base: BaseCredentials },
    signal: AbortSignal,
  ): Promise<OwnPrincipal> {
    return this.ownPrincipal(await this.identify(cluster, signal), cluster, signal);
  }

  /**
   * A session for the form until *Create*: it may only read. Asks STS now, whatever is open, for the trust, the policy
   * or the credentials may have changed; the role's other sessions end with the old ones.
   */
  authenticate(role: ProvisionRole): Promise<ProvisionSession> {
    for (const key of this.sessions.keys()) if (key.startsWith(keyOf(role))) this.sessions.delete(key);
    return this.assume(role, '', 'reading');
  }

  /** The session of that cluster that is open, or a new one, with all that the role may. A failed attempt is not kept. */
  open(role: ProvisionRole, cluster: string): Promise<ProvisionSession> {
    const key = `${keyOf(role)} ${cluster}`;
    const open = this.sessions.get(key) ?? this.assume(role, cluster, 'full');
    this.sessions.set(key, open);
    open.catch(() => {
      if (this.sessions.get(key) === open) this.sessions.delete(key);
    });
    return open;
  }

  /** The base credentials themselves, for clusters that no role is named for. */
  openBase(region: string, base = this.settings.baseCredentials): Promise<ProvisionSession> {
    const key = JSON.stringify(['own', region, base]);
    const open = this.sessions.get(key) ?? this.createBaseSession(base, region);
    this.sessions.set(key, open);
    open.catch(() => this.sessions.delete(key));
    return open;
  }

  private async createBaseSession(base: BaseCredentials, region: string): Promise<ProvisionSession> {
    return (await this.aws()).ownSession({ base, region }, AbortSignal.timeout(TIME_LIMIT_MS));
  }

  /** Whatever was assumed with another external ID or other base credentials serves no longer. */
  forget(): void {
    this.sessions.clear();
    this.caller = { kind: 'unknown' };
  }

  private async assume(
    role: ProvisionRole,
    cluster: string,
    rights: SessionRights,
  ): Promise<ProvisionSession> {
    const [aws, { externalId }] = await Promise.all([this.aws(), this.identity()]);
    const request = { ...role, externalId, sessionName: sessionName(userName(), cluster), rights };
    return aws.assumeRole(request, AbortSignal.timeout(TIME_LIMIT_MS));
  }
}

/** In a container the user may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

function keyOf({ roleArn, region, base }: ProvisionRole): string {
  return JSON.stringify([roleArn, region, base]);
}
