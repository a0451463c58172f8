import { randomBytes } from 'node:crypto';
import type { Account } from '../accounts';
import type { HttpCall } from '../signature/http-call';
import type { CredentialStore } from '../signature/credentials';
import type { HttpAnswer } from '../wire/protocol';
import { sessionOf } from './sessions';

const TOKEN_SECONDS = 3600;

/** Where people sign in to accounts, and what they have when they have done so. */
export interface SignedInPerson {
  /** As `aws sso login` keeps them, in a file named after the start URL or the session. */
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * IAM Identity Center: its portal gives sessions of roles for an access token, its OIDC service new access tokens.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
 */
export class IdentityCenter {
  readonly startUrl = 'https://example.awsapps.com/start';
  readonly region = 'eu-central-1';
  readonly #accessTokens = new Set<string>();
  readonly #refreshTokens = new Set<string>();

  constructor(
    private readonly accounts: ReadonlyMap<string, Account>,
    private readonly credentials: CredentialStore,
    private readonly now: () => number,
  ) {}

  /** What a person gets who signs in with the browser. */
  signIn(): SignedInPerson {
    const person = { accessToken: newToken(), refreshToken: newToken() };
    this.#accessTokens.add(person.accessToken);
    this.#refreshTokens.add(person.refreshToken);
    return person;
  }

  /** The role that a permission set has in an account: its name and its path are AWS's to choose. */
  static roleName(permissionSet: string): string {
    return `AWSReservedSSO_${permissionSet}_0123456789abcdef`;
  }

  /** `undefined` for a call that is for somebody else. */
  answer(call: HttpCall): HttpAnswer | undefined {
    const { method, url } = call;
    if (method === 'GET' && url.pathname === '/federation/credentials') return this.#roleCredentials(call);
    if (method === 'POST' && url.pathname === '/token') return this.#newAccessToken(call);
    return undefined;
  }

  #roleCredentials({ url, headers }: HttpCall): HttpAnswer {
    if (!this.#accessTokens.has(headers['x-amz-sso_bearer_token'] ?? ''))
      return failure(401, 'UnauthorizedException', 'Session token not found or invalid');
    const account = this.accounts.get(url.searchParams.get('account_id') ?? '');
    const role = account?.roles.get(IdentityCenter.roleName(url.searchParams.get('role_name') ?? ''));
    if (!account || !role) return failure(403, 'ForbiddenException', 'No access');
    const { session } = sessionOf({ account, role, name: 'developer' }, this.credentials, this.now());
    const { accessKeyId, secretAccessKey, lifetime } = session;
    const expiration = lifetime.expiresAt.getTime();
    const roleCredentials = { accessKeyId, secretAccessKey, sessionToken: lifetime.sessionToken, expiration };
    return json(200, { roleCredentials });
  }

  /** https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html */
  #newAccessToken({ body }: HttpCall): HttpAnswer {
    const { refreshToken } = JSON.parse(Buffer.from(body).toString()) as { refreshToken?: string };
    if (!this.#refreshTokens.has(refreshToken ?? ''))
      return json(
        400,
        { error: 'invalid_grant', error_description: 'Invalid refresh token' },
        'InvalidGrantException',
      );
    const person = this.signIn();
    return json(200, { ...person, expiresIn: TOKEN_SECONDS, tokenType: 'Bearer' });
  }
}

function newToken(): string {
  return randomBytes(48).toString('base64url');
}

function failure(status: number, code: string, message: string): HttpAnswer {
  return json(status, { message }, code);
}

function json(status: number, body: object, errorType?: string): HttpAnswer {
  const headers = {
    'content-type': 'application/json',
    ...(errorType !== undefined && { 'x-amzn-errortype': errorType }),
  };
  return { status, headers, body: JSON.stringify(body) };
}
