import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Authorizer } from './authorizer';
import type { ApiFaults } from './api-faults';
import type { LoggedRequest } from './request-log';
import { ServiceError, type Service, type ServiceRequest, type ServiceResponse } from './service';
import { securityError } from './service-errors';
import { authenticate, refuseExpired } from './signature/authenticate';
import { readClaim, type SignatureClaim } from './signature/claim';
import type { Credential, CredentialStore } from './signature/credentials';
import type { HttpCall } from './signature/http-call';
import { protocolOf } from './wire/protocols';
import type { HttpAnswer } from './wire/protocol';

export interface GatewayDeps {
  readonly services: readonly Service[];
  readonly credentials: CredentialStore;
  readonly faults: ApiFaults;
  /** Every answer takes this long, in real time. */
  readonly latencyMs: number;
  readonly now: () => number;
  readonly log: (request: LoggedRequest) => void;
  readonly authorizer: Authorizer;
}

/** Where all of AWS's endpoints are one: who calls, which service, which operation. */
export class Gateway {
  constructor(private readonly deps: GatewayDeps) {}

  /** Answers a call to AWS; `undefined` when a fault breaks the connection. */
  async answer(call: HttpCall): Promise<HttpAnswer | undefined> {
    const { latencyMs, now, log } = this.deps;
    if (latencyMs > 0) await delay(latencyMs);
    const claim = readClaim(call);
    const service = claim?.service ?? 'sts';
    const url = call.url.pathname + call.url.search;
    const progress = { service, action: '-', region: claim?.region ?? '-', caller: '-', url };
    const at = new Date(now()).toISOString();
    const protocol = protocolOf(service);
    const requestId = randomUUID();
    try {
      if (!claim) throw securityError(service, 'missing signature');
      const { action, input } = protocol.decode(call);
      progress.action = action;
      const faultEffect = await this.#applyFaults(service, action);
      if (faultEffect === 'reset') {
        log({ at, ...progress, status: 0, error: 'connection reset by a fault' });
        return undefined;
      }
      const credential = await authenticate(call, claim, this.deps.credentials, now());
      progress.caller = credential.caller.arn;
      const output = await this.#operate(claim, { action, input, credential });
      const answer = protocol.encode(action, output, requestId);
      if (faultEffect === 'lost answer') {
        log({ at, ...progress, status: 0, error: 'answer lost by a fault' });
        return undefined;
      }
      log({ at, ...progress, status: answer.status });
      return withRequestId(answer, requestId);
    } catch (error) {
      const failure = asServiceError(error);
      log({ at, ...progress, status: failure.status, error: `${failure.code}: ${failure.message}` });
      return withRequestId(protocol.encodeError(failure, requestId), requestId);
    }
  }

  async #applyFaults(service: string, action: string): Promise<'reset' | 'lost answer' | 'proceed'> {
    let faultEffect: 'lost answer' | 'proceed' = 'proceed';
    for (const effect of this.deps.faults.match(service, action)) {
      switch (effect.kind) {
        case 'latency':
          await delay(effect.ms);
          break;
        case 'reset':
          return 'reset';
        case 'lost answer':
          faultEffect = effect.kind;
          break;
        case 'silence':
          return new Promise(() => undefined);
        case 'error':
          throw new ServiceError(effect.code, effect.message, effect.status);
      }
    }
    return faultEffect;
  }

  async #operate(
    { service: name, region }: SignatureClaim,
    { action, input, credential }: Pick<ServiceRequest, 'action' | 'input'> & { credential: Credential },
  ): Promise<ServiceResponse> {
    const service = this.deps.services.find(({ signingName }) => signingName === name);
    if (!service) throw new ServiceError('ServiceNotSimulated', `The simulated account has no ${name}.`, 501);
    const operation = service.operations[action];
    if (!operation) throw new ServiceError('InvalidAction', `Could not find operation ${action}.`);
    return operation({
      caller: credential.caller,
      region,
      action,
      input,
      authorize: (requested, resource = '*', context = {}) => {
        // A service continues with the caller's session after it has answered: CloudFormation does, for as long as it
        // lasts.
        refuseExpired(credential, requested.split(':')[0] ?? name, this.deps.now());
        this.deps.authorizer.require(credential.caller, { action: requested, resource, context, region });
      },
    });
  }
}

function withRequestId(answer: HttpAnswer, requestId: string): HttpAnswer {
  return { ...answer, headers: { ...answer.headers, 'x-amzn-requestid': requestId } };
}

/** Whatever else is thrown is a bug of the sandbox: it is said on stderr, and to the client as AWS's own failure. */
function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  console.error(error);
  return new ServiceError('InternalFailure', `The simulated account failed: ${String(error)}`, 500);
}
