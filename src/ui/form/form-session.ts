import { parseRoleArn } from '../../core/arn';
import { userError } from '../../core/errors/catalogue';
import type { ProvisionSession } from '../../core/ports/aws';
import type { ProvisionRole } from '../../core/sign-in/provision-role';
import { failedChecks, type CheckId, type CheckSet, type Preflight } from '../../core/preflight';
import type { Draft } from '../../core/cluster-form/draft';
import type { Authenticated } from '../../protocol/messages';
import type { KubectlAccess } from '../kubectl-access';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';
import type { Provisioner } from './draft-check';
import type { Drafts } from './drafts';

/** How long the form waits before it opens without a session. */
const RESUME_LIMIT_MS = 10_000;

/** What came of *Authenticate with AWS*. */
interface SignedIn {
  /** It changes nothing. */
  readonly session: ProvisionSession;
  readonly provisionRole: ProvisionRole;
  readonly authenticated: Authenticated;
}

/** The session that the form must not see itself, and pre-flight, which lasts as long as that. */
export class FormSession {
  private signedIn: SignedIn | undefined;
  private attempt: symbol | undefined;

  constructor(
    private readonly sessions: Sessions,
    private readonly settings: Settings,
    private readonly drafts: Drafts,
    private readonly access: KubectlAccess,
    private readonly preflight: Preflight,
    private readonly checklist: () => Promise<CheckSet>,
  ) {}

  /** `undefined` when there is no session. */
  get current(): SignedIn | undefined {
    return this.signedIn;
  }

  /** @throws the user error when there is no session */
  requireSignedIn(): SignedIn {
    if (!this.signedIn) throw userError('not-authenticated');
    return this.signedIn;
  }

  /** @throws the user error when there is no session */
  provisioner(): Provisioner {
    const { provisionRole, session, authenticated } = this.requireSignedIn();
    return { provisionRole, session, ownPrincipal: authenticated.ownPrincipal };
  }

  /** Takes the place of whatever session there was, whether it succeeds or not. */
  async authenticate(roleArn: string, region: string, signal: AbortSignal): Promise<Authenticated> {
    this.forget();
    const attempt = (this.attempt = Symbol(roleArn));
    if (!parseRoleArn(roleArn)) throw userError('role-arn-invalid');
    const provisionRole = { roleArn, region, base: this.settings.baseCredentials };
    const [session, caller] = await Promise.all([
      this.sessions.authenticate(provisionRole),
      this.sessions.callerIdentity(region, signal),
    ]);
    const [access, profile, checklist, ownPrincipal] = await Promise.all([
      session.regionAccess(signal),
      this.access.preview(provisionRole, caller.source),
      this.checklist(),
      this.sessions.ownPrincipal(caller, session, signal),
    ]);
    if (access === 'disabled') throw userError('region-disabled', { region, accountId: session.accountId });
    if (this.attempt !== attempt) throw userError('not-authenticated');
    const { accountId } = session;
    const authenticated = { accountId, baseAccountId: caller.accountId, region, profile, ownPrincipal };
    this.signedIn = { session, provisionRole, authenticated };
    const own = session.permissions.simulate;
    const simulators = caller.accountId === accountId ? [own, this.sessions.simulator(region)] : [own];
    const ports = { session, roleArn, simulators };
    this.preflight.begin({ ...checklist, ports }, this.drafts.read());
    return authenticated;
  }

  /** Authenticates with a role that was used before. A failure is not reported until the user tries it. */
  async resume({ roleArn, region }: ProvisionRole): Promise<void> {
    const { provisionRole } = this.signedIn ?? {};
    if (provisionRole?.roleArn === roleArn && provisionRole.region === region) return;
    await this.authenticate(roleArn, region, AbortSignal.timeout(RESUME_LIMIT_MS)).catch(() => undefined);
  }

  /** Drops the session, since the form has changed. A running attempt is discarded, too. */
  forget(): void {
    this.signedIn = undefined;
    this.attempt = undefined;
    this.preflight.end();
  }

  /** Runs the pre-flight checks for the current draft. With another role or region they need authentication first. */
  follow(draft: Draft): void {
    const { roleArn, region } = this.signedIn?.provisionRole ?? {};
    const isSame = roleArn === draft.roleArn.trim() && region === draft.region.trim();
    if (isSame) this.preflight.update(draft);
    else this.preflight.end();
  }

  /** Whether a check failed that the user has not accepted. @param accepted as sent by the form */
  async isBlocked(draft: Draft, accepted: readonly CheckId[]): Promise<boolean> {
    const red = failedChecks(await this.preflight.whenIdle(draft));
    return red.some((check) => !accepted.includes(check));
  }
}
