import * as l10n from '@vscode/l10n';
import {
  descriptionProblem,
  parseTags,
  roleNameProblem,
  tagsProblem,
  formatTags,
  type RolesPlan,
} from '../../core/roles';
import type { Item } from '../quick-item';
import { chooseFrom, typeText, type TextBox } from '../quick-input';

/** The roles that will be created. */
export interface RolesReview {
  readonly plan: RolesPlan;
  readonly accountId: string;
  readonly stack: string;
  /** A role that is there keeps its name: with another one, CloudFormation would make another role. */
  readonly exist: boolean;
}

interface Line extends Item {
  /** Asks for another value; absent in the item that agrees. @returns `undefined` when the user keeps the old one */
  readonly ask?: () => Thenable<Partial<RolesPlan> | undefined>;
}

/**
 * Shows what will be made; one Enter agrees, and each line can be changed first.
 * @returns the plan as the user wants it; `undefined` when the user wants none
 */
export async function reviewRoles(review: RolesReview): Promise<RolesPlan | undefined> {
  let { plan } = review;
  while (true) {
    const items = [agreement(review), ...fields({ ...review, plan })];
    const title = review.exist ? l10n.t('Update the Roles') : l10n.t('Create Roles for Me');
    const chosen = await chooseFrom(items, { title, ignoreFocusOut: true });
    if (!chosen) return undefined;
    if (!chosen.ask) return plan;
    plan = { ...plan, ...(await chosen.ask()) };
  }
}

function agreement({ exist, accountId, stack }: RolesReview): Line {
  return {
    label: exist ? l10n.t('Update both roles') : l10n.t('Create both roles'),
    icon: exist ? 'sync' : 'add',
    description: l10n.t('in account {0}', accountId),
    detail: l10n.t('They are created as the CloudFormation stack {0}.', stack),
  };
}

function fields({ plan, exist }: RolesReview): readonly Line[] {
  const names: readonly Line[] = [
    {
      label: l10n.t('Provision role'),
      description: plan.provisionRoleName,
      ask: () => askName(l10n.t('Name of the provision role'), plan.provisionRoleName, 'provisionRoleName'),
    },
    {
      label: l10n.t('Service role'),
      description: plan.serviceRoleName,
      ask: () => askName(l10n.t('Name of the service role'), plan.serviceRoleName, 'serviceRoleName'),
    },
  ];
  return [
    ...(exist ? [] : names),
    {
      label: l10n.t('Description'),
      description: plan.description,
      ask: async () => {
        const title = l10n.t('Description of the provision role');
        const validateInput = (text: string) => descriptionProblem(text.trim());
        const description = await ask({ title, value: plan.description, validateInput });
        return description === undefined ? undefined : { description };
      },
    },
    {
      label: l10n.t('Tags'),
      description: formatTags(plan.tags) || l10n.t('none'),
      ask: async () => {
        const title = l10n.t('Tags of both roles');
        const placeHolder = l10n.t('team=web, cost-center=42');
        const tags = await ask({
          title,
          placeHolder,
          value: formatTags(plan.tags),
          validateInput: tagsProblem,
        });
        return tags === undefined ? undefined : { tags: parseTags(tags) };
      },
    },
  ];
}

async function askName(
  title: string,
  value: string,
  field: 'provisionRoleName' | 'serviceRoleName',
): Promise<Partial<RolesPlan> | undefined> {
  const name = await ask({ title, value, validateInput: (text) => roleNameProblem(text.trim()) });
  return name === undefined ? undefined : { [field]: name };
}

async function ask(options: TextBox): Promise<string | undefined> {
  const text = await typeText({ ...options, ignoreFocusOut: true });
  return text?.trim();
}
