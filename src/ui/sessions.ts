import { userInfo } from 'node:os';
import { userError } from '../core/errors/catalogue';
import type { Identity } from '../core/identity';
import { sessionName } from '../core/naming';
import {
  AwsError,
  type AwsPort,
  type CallerIdentity,
  type ProvisionRole,
  type ProvisionSession,
} from '../core/ports/aws';
import type { Settings } from './settings';

/** Sessions of provision roles, one a role, region and base: they renew themselves, so they are kept. */
export class Sessions {
  private readonly sessions = new Map<string, Promise<ProvisionSession>>();

  constructor(
    private readonly aws: () => Promise<AwsPort>,
    private readonly identity: () => Promise<Identity>,
    private readonly settings: Settings,
  ) {}

  async callerIdentity(region: string, signal: AbortSignal): Promise<CallerIdentity> {
    const aws = await this.aws();
    return aws.callerIdentity({ base: this.settings.baseCredentials, region }, signal);
  }

  async suggestedRegions(region: string, signal: AbortSignal): Promise<readonly string[]> {
    const aws = await this.aws();
    return aws.suggestedRegions({ base: this.settings.baseCredentials, region }, signal);
  }

  /** The session that is open, or a new one. A failed attempt is not kept. */
  open(role: ProvisionRole, cluster = ''): Promise<ProvisionSession> {
    const key = JSON.stringify([role.roleArn, role.region, role.base]);
    const open = this.sessions.get(key) ?? this.assume(role, cluster);
    this.sessions.set(key, open);
    open.catch(() => this.sessions.delete(key));
    return open;
  }

  /** Asks STS now, whatever is open: the trust, the policy or the credentials may have changed. */
  async renew(role: ProvisionRole): Promise<ProvisionSession> {
    this.sessions.delete(JSON.stringify([role.roleArn, role.region, role.base]));
    return this.open(role);
  }

  private async assume(role: ProvisionRole, cluster: string): Promise<ProvisionSession> {
    const [aws, { externalId }] = await Promise.all([this.aws(), this.identity()]);
    const { signal } = new AbortController();
    try {
      const name = sessionName(userInfo().username, cluster);
      return await aws.assumeRole({ ...role, externalId, sessionName: name }, signal);
    } catch (error) {
      if (!(error instanceof AwsError && error.kind === 'denied')) throw error;
      const caller = await aws.callerIdentity(role, signal).catch(() => undefined);
      const who = caller?.arn ?? 'the base identity';
      throw userError('role-not-assumable', { caller: who, role: role.roleArn, detail: error.message });
    }
  }
}
