import * as l10n from '@vscode/l10n';
import { parseRoleArn } from '../arn';
import { AwsError } from '../ports/aws';
import type { Check } from './check';
import { green, type Finding } from './finding';

/** Whether AWS still knows the session, and whose it is. Asking who one is needs no permission. */
export const sessionCheck: Check = {
  id: 'session',
  title: () => l10n.t('Session'),
  needs: [],
  async run({ session, roleArn }, _draft, signal): Promise<Finding> {
    const role = parseRoleArn(roleArn)?.name ?? '';
    try {
      const { accountId } = await session.callerIdentity(signal);
      return green(
        l10n.t('AWS knows you as {0} in account {1}, region {2}.', role, accountId, session.region),
      );
    } catch (error) {
      if (!(error instanceof AwsError) || error.kind !== 'credentials') throw error;
      return {
        kind: 'red',
        found: l10n.t('AWS no longer accepts the session of {0}: {1}', role, error.message),
        remedy: l10n.t('Authenticate with AWS again.'),
        action: 'authenticate',
        lists: [],
      };
    }
  },
};
