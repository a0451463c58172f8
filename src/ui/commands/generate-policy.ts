import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { parseRoleArn } from '../../core/arn';
import { formatOf, handoutOf, OFFERS, type Subject, type Values, type Wishes } from '../../core/handout';
import type { Identity } from '../../core/identity';
import { type RoleLimits, usableLimits } from '../../core/roles/limits';
import { usualPlan } from '../../core/roles/plan';
import { COMPUTE_KINDS } from '../../core/spec/cluster-spec';
import type { Notifier } from '../notify';
import { placeHandout } from '../place-handout';
import { Interview } from './policy-questions';

export { configureTexts } from '../../core/texts';

/** What is known without asking anybody. */
export interface Known extends Identity {
  /** Of the base credentials, once somebody has asked. */
  readonly baseAccountId: string | undefined;
  /** As typed in the form. */
  readonly roleArn: string;
  readonly region: string;
  /** By the user's settings. */
  readonly roleLimits: RoleLimits;
}

export interface GeneratePolicyPorts {
  readonly known: () => Promise<Known>;
  readonly notifier: Notifier;
}

/** *Generate IAM Policy…*: policies, trusts and roles for a cloud team. It asks nobody but the user. */
export class GeneratePolicy {
  /** What the user chose and typed since the window was opened. */
  private chosen: Partial<Wishes> = {};

  constructor(private readonly ports: GeneratePolicyPorts) {}

  /** @param about a subject that another command begins with; the user is asked all the same */
  async run(about?: unknown): Promise<void> {
    const known = await this.ports.known();
    const subject = (Object.keys(OFFERS) as Subject[]).find((offered) => offered === about);
    const wishes = {
      ...usual(known),
      ...this.chosen,
      ...(subject && { subject, format: formatOf(subject, 'json') }),
    };
    const interview = new Interview(wishes, (changed) => {
      this.chosen = { ...this.chosen, ...changed };
    });
    const wished = await interview.hold();
    if (!wished) return;
    const handout = handoutOf(wished);
    const where = await placeHandout(handout);
    const copy = { title: l10n.t('Copy'), run: () => vscode.env.clipboard.writeText(handout.text) };
    this.ports.notifier.info(NOTICES[where](), copy);
  }
}

const NOTICES = {
  inserted: () => l10n.t('Inserted where the cursor was.'),
  opened: () => l10n.t('Opened as a new document.'),
};

/** Values that most users agree with. */
function usual(known: Known): Wishes {
  const { provisionRoleName, serviceRoleName } = usualPlan(known.installation);
  const role = parseRoleArn(known.roleArn);
  const values: Values = {
    trustedAccount: known.baseAccountId ?? '',
    externalId: known.externalId,
    account: role?.accountId ?? '',
    region: known.region,
    provisionRole: role?.name ?? provisionRoleName,
    serviceRole: serviceRoleName,
    rolePrefix: 'eks-provision',
  };
  return {
    subject: 'provision-policy',
    format: 'json',
    compute: COMPUTE_KINDS,
    includeDelete: true,
    ...usableLimits(known.roleLimits, role),
    ...values,
  };
}
