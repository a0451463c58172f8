import type { Account } from './accounts';
import type { Registries } from './ecr/registry/registries';
import type { KubernetesApi } from './kubernetes/server';
import { parseApiFaults, type ApiFaults } from './api-faults';
import type { LoggedDenial, LoggedRequest } from './request-log';
import { addTrust } from './seed/principals';
import { ServiceError } from './service';
import { parseResourceFailure, type ResourceFailures } from './resource-failures';
import type { IdentityCenter } from './sign-in/identity-center';
import type { CredentialStore } from './signature/credentials';
import type { HttpCall } from './signature/http-call';
import type { HttpAnswer } from './wire/protocol';

export const CONTROL_PATH = '/_sandbox/';

export interface ControlParts {
  readonly accounts: ReadonlyMap<string, Account>;
  /** The account that trust is given to in its partition. */
  readonly base: Account;
  /** The account that clusters go to. */
  readonly clusters: Account;
  readonly faults: ApiFaults;
  readonly resourceFailures: ResourceFailures;
  readonly requests: readonly LoggedRequest[];
  readonly denials: readonly LoggedDenial[];
  readonly credentials: Pick<CredentialStore, 'secrets'>;
  readonly identityCenter: Pick<IdentityCenter, 'signIn'>;
  readonly registries: Pick<Registries, 'secrets' | 'ca'>;
  /** Of every cluster that there ever was. */
  readonly apis: readonly Pick<KubernetesApi, 'requests' | 'tokens'>[];
}

/** What only a simulated account can be asked for: its log, its faults, and a cloud team's consent. */
export function control(call: HttpCall, parts: ControlParts): HttpAnswer | Promise<HttpAnswer> {
  const route = `${call.method} /${call.url.pathname.slice(CONTROL_PATH.length)}`;
  try {
    switch (route) {
      case 'GET /requests':
        return json(200, parts.requests);
      case 'GET /denials':
        return json(200, parts.denials);
      case 'GET /kubernetes-requests':
        return json(
          200,
          parts.apis.flatMap(({ requests }) => requests),
        );
      // For tests that look for them where they must not be.
      case 'GET /secrets':
        return json(200, [
          ...parts.credentials.secrets,
          ...parts.registries.secrets,
          ...parts.apis.flatMap(({ tokens }) => tokens()),
        ]);
      // Container CLIs have to trust it; AWS's authority they know.
      case 'GET /registry-ca':
        return parts.registries.ca().then((ca) => json(200, { ca }));
      case 'POST /faults':
        for (const fault of parseApiFaults(bodyOf(call))) parts.faults.add(fault);
        return json(200, {});
      case 'DELETE /faults':
        parts.faults.clear();
        return json(200, {});
      case 'POST /resource-failures':
        parts.resourceFailures.add(parseResourceFailure(bodyOf(call)));
        return json(200, {});
      case 'DELETE /resource-failures':
        parts.resourceFailures.clear();
        return json(200, {});
      case 'POST /scarcity':
        setScarcity(bodyOf(call), parts.clusters);
        return json(200, {});
      // The user's consent in the browser; the AWS CLI keeps the answer in ~/.aws/sso/cache.
      case 'POST /sign-in':
        return json(200, parts.identityCenter.signIn());
      case 'POST /trust':
        return json(200, trust(bodyOf(call), parts));
      default:
        return json(404, { message: `${route} is no request of the sandbox.` });
    }
  } catch (error) {
    if (error instanceof ServiceError) return json(error.status, { message: error.message });
    throw error;
  }
}

/** AWS has no instances of these types free in the region, until it is told otherwise. */
function setScarcity({ region, instanceTypes }: Record<string, unknown>, { regions }: Account): void {
  const scarce = typeof region === 'string' ? regions.get(region)?.scarceInstanceTypes : undefined;
  if (!scarce || !Array.isArray(instanceTypes))
    throw new ServiceError('InvalidScarcity', 'Scarcity needs "region" and "instanceTypes".');
  scarce.clear();
  for (const type of instanceTypes) scarce.add(String(type));
}

function trust(posted: Record<string, unknown>, { accounts, base }: ControlParts): object {
  const { roleArn, externalId } = posted;
  if (typeof roleArn !== 'string' || typeof externalId !== 'string') {
    throw new ServiceError('InvalidTrust', 'Trust needs "roleArn" and "externalId".');
  }
  const account = accounts.get(roleArn.split(':')[4] ?? '');
  const role = account?.roles.get(roleArn.split('/').at(-1) ?? '');
  if (!account || !role) throw new ServiceError('NoSuchEntity', `There is no role ${roleArn}.`, 404);
  // Trust ends where the partition does.
  addTrust(role, {
    kind: 'account',
    account: account.partition === base.partition ? base : account,
    externalId,
  });
  return JSON.parse(role.trustPolicy) as object;
}

function bodyOf({ body }: HttpCall): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below, as is JSON that is no object.
  }
  throw new ServiceError('InvalidBody', 'The body has to be a JSON object.');
}

function json(status: number, value: unknown): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(value, null, 2)}\n`,
  };
}
