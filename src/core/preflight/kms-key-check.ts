import * as l10n from '@vscode/l10n';
import type { KmsKey } from '../ports/aws';
import type { Check } from './check';
import { passed, failed } from './finding';

/**
 * Whether EKS can encrypt the cluster's secrets with the key; that it is in the cluster's region the field sees to.
 * https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
 */
export const kmsKeyCheck: Check = {
  id: 'kmsKey',
  title: () => l10n.t('KMS key'),
  needs: ['kmsKeyArn'],
  appliesTo: ({ kmsKeyArn }) => kmsKeyArn !== '',
  async run({ session }, { kmsKeyArn }, signal) {
    const key = await session.kmsKey(kmsKeyArn, signal);
    const remedy = l10n.t('Choose another key, or none to let EKS use its own key.');
    const problem = key ? problemOf(key) : l10n.t('The key does not exist.');
    return problem === undefined
      ? passed(l10n.t('The key is enabled, symmetric and usable for encryption and decryption.'))
      : failed(problem, remedy);
  },
};

function problemOf({ state, usage, spec }: KmsKey): string | undefined {
  if (state !== 'Enabled') return l10n.t('The key is not enabled: its state is {0}.', state);
  if (usage !== 'ENCRYPT_DECRYPT')
    return l10n.t('The key cannot be used for encryption and decryption: its usage is {0}.', usage);
  if (spec !== 'SYMMETRIC_DEFAULT') return l10n.t('The key is not symmetric: its key spec is {0}.', spec);
  return undefined;
}
