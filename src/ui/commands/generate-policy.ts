import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Identity } from '../../core/identity';
import { provisionPolicy, provisionTrust, serviceRoleTrust } from '../../core/policy';

interface Choice extends vscode.QuickPickItem {
  readonly document: () => unknown;
}

/**
 * Opens a policy as a new JSON document, for a cloud team. It needs no credentials: what only the user knows stands
 * there as a placeholder.
 */
export async function generatePolicy(identity: () => Promise<Identity>): Promise<void> {
  const { externalId } = await identity();
  const choices: readonly Choice[] = [
    {
      label: l10n.t('Provision policy'),
      detail: l10n.t('What the provision role may do: create, watch and delete clusters, and nothing else.'),
      document: () =>
        provisionPolicy({
          compute: ['managed'],
          includeDelete: true,
          serviceRole: 'eks-service-role',
          provisionRole: 'eks-provision',
        }),
    },
    {
      label: l10n.t('Provision role trust'),
      detail: l10n.t(
        'Who may assume the provision role: your account, with this installation’s External ID.',
      ),
      document: () => provisionTrust({ accountId: 'YOUR-ACCOUNT-ID', externalId }),
    },
    {
      label: l10n.t('Service role trust'),
      detail: l10n.t(
        'Lets the EKS control plane assume the service role; attach AmazonEKSClusterPolicy to it.',
      ),
      document: () => serviceRoleTrust(),
    },
  ];
  const choice = await vscode.window.showQuickPick(choices, { title: l10n.t('Generate IAM Policy') });
  if (!choice) return;
  const content = `${JSON.stringify(choice.document(), null, 2)}\n`;
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'json', content }),
  );
}
