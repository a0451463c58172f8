import * as l10n from '@vscode/l10n';
import { counted } from '../counted';
import { parseRoleArn } from '../arn';
import { AwsError } from '../ports/aws';
import type { Check } from './check';
import { warning, passed, failed, type Finding } from './finding';

/** Longer than a cluster takes to come up, and than most people take to fill in the form. */
const ENOUGH_MS = 30 * 60_000;
const MINUTE_MS = 60_000;

/**
 * Whether AWS still knows the session, and whose it is; asking who one is needs no permission. How long the session
 * itself lasts is of no account: it is opened again for *Create*, for an hour at least, and renews itself for as long
 * as there are base credentials.
 */
export const sessionCheck: Check = {
  id: 'session',
  title: () => l10n.t('Session'),
  needs: [],
  async run({ session, roleArn }, _draft, signal): Promise<Finding> {
    const role = parseRoleArn(roleArn)?.name ?? '';
    try {
      const [{ accountId }, lifetime] = await Promise.all([
        session.callerIdentity(signal),
        session.baseLifetime(),
      ]);
      return (
        endOfBase(lifetime) ??
        passed(
          l10n.t(
            'You are signed in to AWS as {0} in account {1}, region {2}.',
            role,
            accountId,
            session.region,
          ),
        )
      );
    } catch (error) {
      if (!(error instanceof AwsError) || error.kind !== 'credentials') throw error;
      return failed(
        l10n.t('AWS no longer accepts the session for {0}: {1}', role, error.message),
        l10n.t('Authenticate with AWS again.'),
        'authenticate',
      );
    }
  },
};

/** `undefined` where the base credentials last. */
function endOfBase(lifetime: number | undefined): Finding | undefined {
  if (lifetime === undefined || lifetime > ENOUGH_MS) return undefined;
  const minutes = Math.ceil(lifetime / MINUTE_MS);
  if (minutes <= 0)
    return failed(
      l10n.t('The credentials in VS Code’s environment have expired.'),
      l10n.t('Restart VS Code with new ones, or choose others: EKS: Configure Authentication…'),
    );
  return warning(
    counted(minutes, {
      one: l10n.t('The credentials in VS Code’s environment expire in 1 minute.'),
      many: l10n.t('The credentials in VS Code’s environment expire in {0} minutes.', minutes),
    }),
    l10n.t(
      'Create the cluster before then. You can follow its progress for an hour from that moment. Or restart VS Code with new credentials.',
    ),
  );
}
