import type { Account, Role } from '../accounts';
import { ServiceError } from '../service';
import type { HttpCall } from '../signature/http-call';
import type { CredentialStore } from '../signature/credentials';
import type { HttpAnswer } from '../wire/protocol';
import { protocolOf } from '../wire/protocols';
import { sessionOf } from './sessions';

/** A token of an identity provider outside of AWS; it is genuine if it is in this map. */
export interface WebIdentity {
  /** Host and path, as the ARN of the provider in IAM ends. */
  readonly issuer: string;
  readonly subject: string;
}

const ACTION = 'AssumeRoleWithWebIdentity';

/** sts:AssumeRoleWithWebIdentity, which is not signed: the token is all that there is. */
export class WebIdentities {
  constructor(
    private readonly tokens: ReadonlyMap<string, WebIdentity>,
    private readonly accounts: ReadonlyMap<string, Account>,
    private readonly credentials: CredentialStore,
    private readonly now: () => number,
  ) {}

  /** `undefined` for a call that is for somebody else. */
  answer(call: HttpCall): HttpAnswer | undefined {
    const form = new URLSearchParams(Buffer.from(call.body).toString());
    if (form.get('Action') !== ACTION) return undefined;
    const protocol = protocolOf('sts');
    try {
      return protocol.encode(ACTION, this.#assume(form), 'web-identity');
    } catch (error) {
      if (error instanceof ServiceError) return protocol.encodeError(error, 'web-identity');
      throw error;
    }
  }

  #assume(form: URLSearchParams) {
    const identity = this.tokens.get(form.get('WebIdentityToken') ?? '');
    if (!identity)
      throw new ServiceError(
        'InvalidIdentityToken',
        'Couldn’t retrieve verification key from your identity provider',
      );
    const arn = form.get('RoleArn') ?? '';
    const account = this.accounts.get(arn.split(':')[4] ?? '');
    const role = account?.roles.get(arn.split('/').at(-1) ?? '');
    if (!account || !role || !trusts(role, identity))
      throw new ServiceError('AccessDenied', `Not authorized to perform sts:${ACTION}`, 403);
    const name = form.get('RoleSessionName') ?? '';
    const { caller, session } = sessionOf({ account, role, name }, this.credentials, this.now());
    return {
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.lifetime.sessionToken,
        Expiration: session.lifetime.expiresAt,
      },
      SubjectFromWebIdentityToken: identity.subject,
      AssumedRoleUser: { AssumedRoleId: caller.userId, Arn: caller.arn },
    };
  }
}

interface FederatedStatement {
  readonly Effect: string;
  readonly Principal: { readonly Federated?: string };
  readonly Action: string;
  readonly Condition?: { readonly StringEquals?: Readonly<Record<string, string>> };
}

/** The provider, and the subject where the role names one. */
function trusts(role: Role, { issuer, subject }: WebIdentity): boolean {
  const { Statement } = JSON.parse(role.trustPolicy) as { Statement: readonly FederatedStatement[] };
  return Statement.some(
    ({ Effect, Principal, Action, Condition }) =>
      Effect === 'Allow' &&
      Action === `sts:${ACTION}` &&
      Principal.Federated?.endsWith(`:oidc-provider/${issuer}`) === true &&
      (Condition?.StringEquals?.[`${issuer}:sub`] ?? subject) === subject,
  );
}
