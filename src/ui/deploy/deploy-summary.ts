import * as l10n from '@vscode/l10n';
import { commitText } from '../../core/deploy/texts';
import type { Item } from '../quick-item';
import type { DeployPlan } from './deploy-plan';
import type { DeployedFolder } from './deploy-wizard';
import { deployerText } from './deployers';
import { exposureText } from './exposure-choice';
import { imageText } from './image-source';

/** A row of the summary, and what choosing it does: deploy, change an answer, or nothing. */
type SummaryItem = Item & {
  readonly act: 'deploy' | 'environment' | 'image' | 'deployer' | 'exposure' | 'remember' | 'none';
};

/** What will be done, each answer in a row that changes it. */
export function summaryItems(
  { environment, cluster, image, deployer, exposure }: DeployPlan,
  { project, head }: Pick<DeployedFolder, 'project' | 'head'>,
  { checks, remembers }: { readonly checks: readonly Item[]; readonly remembers: boolean },
): readonly SummaryItem[] {
  return [
    {
      icon: 'rocket',
      label: l10n.t('Deploy'),
      description: [project.name, commitText(head.commit)].filter((part) => part !== '').join(' · '),
      act: 'deploy',
    },
    ...checks.map((check) => ({ ...check, act: 'none' as const })),
    {
      icon: 'server-environment',
      label: l10n.t('Environment'),
      description: l10n.t('{0} in cluster {1}', environment, cluster.name),
      act: 'environment',
    },
    { icon: 'package', label: l10n.t('Image'), description: imageText(image), act: 'image' },
    {
      icon: 'layers',
      label: l10n.t('Deployed With'),
      description: deployerText(deployer).label,
      act: 'deployer',
    },
    ...(deployer.kind === 'built-in'
      ? [
          {
            icon: 'globe',
            label: l10n.t('Reached By'),
            description: exposureText(exposure),
            act: 'exposure' as const,
          },
        ]
      : []),
    {
      icon: remembers ? 'check' : 'circle-large-outline',
      label: l10n.t('Remember for Everybody'),
      description: remembers ? l10n.t('On') : l10n.t('Off'),
      detail: l10n.t('Writes these answers to eks.deploy in the settings of the folder.'),
      act: 'remember',
    },
  ];
}
