import { AwsError, type AwsPort } from '../core/ports/aws';
import { userError } from '../core/errors/catalogue';
import type { SignInPort } from '../core/ports/sign-in';
import { summarizeProfiles } from '../core/sign-in/profiles';
import { baseAccount } from './base-account';
import { call } from './call';
import { BaseCredentialResolver, readProfiles } from './base-credentials';
import { callLogger, type AwsOptions, type Connection } from './client-settings';
import { openSession } from './open-session';
import { explainAssumeRole, explainSignIn } from './sign-in-errors';
import { baseSettings, callerIdentity } from './sts';

export { configureTexts } from '../core/texts';

/** Where there is no user, nobody enters anything. */
const NOBODY: SignInPort = {
  accessKey: () => Promise.reject(userError('sign-in-cancelled')),
  mfaCode: () => Promise.reject(userError('sign-in-cancelled')),
};

/** AWS through its SDK. Credentials, endpoints and the rest of the AWS config are read as the SDK reads them. */
export function createAws(given: AwsOptions): AwsPort {
  const baseCredentials = new BaseCredentialResolver(given.signIn ?? NOBODY, callLogger(given.log));
  const options: Connection = { ...given, baseCredentials };
  return {
    profiles: async () => summarizeProfiles(await readProfiles()),

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
