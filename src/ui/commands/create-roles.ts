import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { toUserError, isCancellation } from '../../core/errors/to-user-error';
import { UserError } from '../../core/errors/user-error';
import type { ExportKind } from '../../core/iam-export';
import type { Identity } from '../../core/identity';
import { extrasFor } from '../../core/policy';
import type { AwsPort, BaseAccount } from '../../core/ports/aws';
import type { Clock } from '../../core/ports/clock';
import {
  createRoles,
  readRolesPlan,
  rolesStackName,
  waitUntilAssumable,
  validateLimits,
  defaultPlan,
  type CreatedRoles,
  type RolesRequest,
} from '../../core/roles';
import type { Draft } from '../../core/cluster-form/draft';
import { trim } from '../../core/cluster-form/trim-draft';
import type { Action, Notifier } from '../notify';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';
import { reviewRoles } from './review-roles';

export interface CreateRolesDeps {
  readonly aws: () => Promise<AwsPort>;
  readonly identity: () => Promise<Identity>;
  readonly sessions: Sessions;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly notifier: Notifier;
  /** Where clusters should go. */
  readonly region: () => string;
  /** The current draft of the form. */
  readonly draft: () => Draft;
  /** Takes the roles over into the form, open or not. */
  readonly applyRoles: (roles: CreatedRoles) => Promise<void>;
}

/** *Create Roles for Me*: creates or updates both roles in the account of the base credentials. */
export class CreateRoles {
  private isRunning = false;

  constructor(private readonly deps: CreateRolesDeps) {}

  /** Runs once at a time per window. CloudFormation prevents conflicts between windows. */
  async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      await this.review();
    } catch (error) {
      if (!isForCloudTeam(error)) throw error;
      this.deps.notifier.failure(error, this.sendToCloudTeam());
    } finally {
      this.isRunning = false;
    }
  }

  private async review(): Promise<void> {
    const { aws, identity, sessions, settings } = this.deps;
    const region = this.deps.region();
    const { signal } = new AbortController();
    const [{ installation, externalId }, { accountId, partition }] = await Promise.all([
      identity(),
      sessions.callerIdentity(region, signal),
    ]);
    const base = await (await aws()).baseAccount({ base: settings.baseCredentials, region });
    const limits = validateLimits(settings.roleLimits, { partition, accountId });
    const present = await readRolesPlan(installation, base, signal);
    const plan = await reviewRoles({
      // A role's path never changes; a boundary does.
      plan: present
        ? { ...present, permissionsBoundary: limits.permissionsBoundary || present.permissionsBoundary }
        : defaultPlan(installation, limits),
      accountId,
      stack: rolesStackName(installation),
      exist: present !== undefined,
    });
    if (!plan) return;
    const besides = usedExtras(this.deps.draft());
    await this.create({ installation, externalId, accountId, partition, plan, ...besides }, base, region);
  }

  private async create(request: RolesRequest, base: BaseAccount, region: string): Promise<void> {
    const { clock, notifier } = this.deps;
    await notifier.progress(l10n.t('Roles for EKS clusters'), async (say, signal) => {
      try {
        const roles = await createRoles(
          request,
          { base, clock, onActivity: say, newToken: randomUUID },
          signal,
        );
        await this.deps.applyRoles(roles);
        say(l10n.t('Waiting for the role to propagate in IAM'));
        this.notifyResult(roles, await this.problemWith(roles, region, signal));
      } catch (error) {
        if (!isCancellation(error, signal)) throw error;
        notifier.info(
          l10n.t('CloudFormation continues to create the roles. Create them again to see the result.'),
        );
      }
    });
  }

  /**
   * @returns why the provision role cannot be assumed, if it cannot. If the user cancels the wait, the form reports it
   * later.
   */
  private async problemWith(roles: CreatedRoles, region: string, signal: AbortSignal): Promise<unknown> {
    const { clock, sessions, settings } = this.deps;
    const role = { roleArn: roles.provisionRoleArn, region, base: settings.baseCredentials };
    try {
      return await waitUntilAssumable(() => sessions.authenticate(role), clock, signal);
    } catch (error) {
      if (isCancellation(error, signal)) return undefined;
      throw error;
    }
  }

  private notifyResult({ provisionRoleArn, serviceRoleArn }: CreatedRoles, problem: unknown): void {
    const { notifier } = this.deps;
    const ready = l10n.t('The roles are ready and filled in: {0} and {1}.', provisionRoleArn, serviceRoleArn);
    const open = {
      title: l10n.t('Create Cluster…'),
      run: () => vscode.commands.executeCommand('eks.createCluster'),
    };
    if (problem === undefined) {
      notifier.info(ready, open);
      return;
    }
    const { message, remedy } = toUserError(problem);
    notifier.warning([ready, l10n.t('They cannot be used yet.'), message, remedy], open);
  }

  /** Generates the same roles for the cloud team. */
  private sendToCloudTeam(): Action {
    const about: ExportKind = 'roles';
    return {
      title: l10n.t('Generate a File for My Cloud Team'),
      run: () => vscode.commands.executeCommand('eks.generatePolicy', about),
    };
  }
}

/** The KMS key and Spot Instances of the form, so that the provision role allows them. */
function usedExtras(draft: Draft): Pick<RolesRequest, 'extras' | 'kmsKey'> {
  const typed = trim(draft);
  return { extras: extrasFor(typed), kmsKey: typed.kmsKeyArn || undefined };
}

/** Whether the cloud team could create the roles instead. */
function isForCloudTeam(error: unknown): boolean {
  return error instanceof UserError && error.code.startsWith('roles-');
}
