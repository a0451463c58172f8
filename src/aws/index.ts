import { AwsError, type AwsPort } from '../core/ports/aws';
import { summarizeProfiles } from '../core/sign-in/profiles';
import { baseAccount } from './base-account';
import { callAws } from './request';
import type { AwsOptions } from './client-settings';
import { connect } from './connection';
import { openSession } from './open-session';
import { loadSharedConfig } from './shared-config-files';
import { provisionSession } from './session';
import { explainAssumeRole, explainSignIn } from './sign-in-errors';
import { baseSettings, callerIdentity } from './sts';

/** AWS through its SDK. Credentials, endpoints and the rest of the AWS config are read as the SDK reads them. */
export function createAws(given: AwsOptions): AwsPort {
  const connection = connect(given);
  return {
    profiles: async () => summarizeProfiles((await loadSharedConfig(connection)).profiles),

    async callerIdentity(query, signal) {
      try {
        return await callerIdentity(query, connection, signal);
      } catch (error) {
        throw await explainSignIn(error, query, connection, signal);
      }
    },

    async suggestedRegions(query, signal) {
      const { createEc2 } = await import('./ec2');
      const ec2 = createEc2(await baseSettings(query, connection));
      try {
        return await callAws(signal, (options) => ec2.enabledRegions(options));
      } catch (error) {
        if (error instanceof AwsError && error.kind === 'denied') return [];
        throw error;
      }
    },

    async assumeRole(request, signal) {
      try {
        return await openSession(request, connection, signal);
      } catch (error) {
        throw await explainAssumeRole(error, request, connection, signal);
      }
    },

    async ownSession(query, signal) {
      const { accountId, partition } = await this.callerIdentity(query, signal);
      const self = {
        accountId,
        partition,
        baseLifetime: () => Promise.resolve(undefined),
        ensureValidFor: () => Promise.resolve(),
      };
      return provisionSession(self, await baseSettings(query, connection));
    },

    baseAccount: (query) => baseAccount(query, connection),
  };
}
