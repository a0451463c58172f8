import * as l10n from '@vscode/l10n';
import { stackName } from '../../naming';
import type { Deletion } from '../operation';

/**
 * What somebody with more rights has to do where the provision role may not delete, as the original's may not. A
 * stack that was deleted in part is deleted by the same command.
 */
export function manualDeletionRemedy({ clusterName, role: { region } }: Deletion): string {
  const command = `aws cloudformation delete-stack --region ${region} --stack-name ${stackName(clusterName)}`;
  return l10n.t(
    'The provision role may not delete. Have it allowed to (EKS: Generate IAM Policy… prints the complete policy), then delete everything again; or have somebody who may run: {0}',
    command,
  );
}
