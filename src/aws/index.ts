import type { AwsPort, ProvisionSession } from '../core/ports/aws';
import { AwsError } from '../core/ports/aws';
import { parseRoleArn } from '../core/arn';
import { baseAccount } from './base-account';
import { call } from './call';
import { clientSettings, type AwsOptions } from './client-settings';
import { renewingCredentials } from './renewing-credentials';
import { provisionSession } from './session';
import { explainAssumeRole, explainSignIn } from './sign-in-errors';
import { assumeRole, baseSettings, callerIdentity, type RoleRequest } from './sts';

export { configureTexts } from '../core/texts';

/** A renewal belongs to no call of ours, so it has a limit of its own. */
const RENEWAL_MS = 60_000;

/** AWS through its SDK. Credentials, endpoints and the rest of the AWS config are read as the SDK reads them. */
export function createAws(options: AwsOptions): AwsPort {
  return {
    async callerIdentity(query, signal) {
      try {
        return await callerIdentity(query, options, signal);
      } catch (error) {
        throw await explainSignIn(error, query, options, signal);
      }
    },

    async suggestedRegions(query, signal) {
      const { createEc2 } = await import('./ec2');
      const ec2 = createEc2(baseSettings(query, options));
      try {
        return await call(signal, (send) => ec2.enabledRegions(send));
      } catch (error) {
        if (error instanceof AwsError && error.kind === 'denied') return [];
        throw error;
      }
    },

    async assumeRole(request, signal) {
      try {
        return await openSession(request, options, signal);
      } catch (error) {
        throw await explainAssumeRole(error, request, options, signal);
      }
    },

    baseAccount: (query) => baseAccount(query, options),
  };
}

async function openSession(
  request: RoleRequest,
  options: AwsOptions,
  signal: AbortSignal,
): Promise<ProvisionSession> {
  const first = await assumeRole(request, options, signal);
  const credentials = renewingCredentials(first, () => renew(request, options));
  const { region } = request;
  const { accountId = '', partition = '' } = parseRoleArn(request.roleArn) ?? {};
  return provisionSession({ accountId, partition }, clientSettings({ region, credentials }, options));
}

/** A role that can no longer be assumed ends our session; it says nothing about what the session was used for. */
async function renew(request: RoleRequest, options: AwsOptions) {
  try {
    return await assumeRole(request, options, AbortSignal.timeout(RENEWAL_MS));
  } catch (error) {
    if (!(error instanceof AwsError) || error.kind !== 'denied') throw error;
    throw new AwsError('credentials', error.code, error.message, { cause: error });
  }
}
