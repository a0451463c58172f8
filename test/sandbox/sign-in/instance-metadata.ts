import { randomBytes } from 'node:crypto';
import type { Account } from '../accounts';
import { getRole } from '../iam/roles';
import type { HttpCall } from '../signature/http-call';
import type { CredentialStore } from '../signature/credentials';
import type { HttpAnswer } from '../wire/protocol';
import { sessionOf } from './sessions';

const ROLES = '/latest/meta-data/iam/security-credentials/';

/**
 * The metadata service of an EC2 instance with an instance profile, in version 2 alone: without a token it answers 401.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
 */
export class InstanceMetadata {
  readonly #tokens = new Set<string>();

  constructor(
    private readonly instance: { readonly account: Account; readonly roleName: string },
    private readonly credentials: CredentialStore,
    private readonly now: () => number,
  ) {}

  /** `undefined` for a call that is for somebody else. */
  answer({ method, url, headers }: HttpCall): HttpAnswer | undefined {
    if (!url.pathname.startsWith('/latest/')) return undefined;
    if (method === 'PUT' && url.pathname === '/latest/api/token') return this.#token(headers);
    if (!this.#tokens.has(headers['x-aws-ec2-metadata-token'] ?? '')) return text(401, 'Unauthorized');
    const { roleName } = this.instance;
    if (url.pathname === ROLES) return text(200, roleName);
    if (url.pathname === ROLES + roleName) return this.#session();
    return text(404, 'Not Found');
  }

  /** A request without a lifetime gets no token. */
  #token(headers: HttpCall['headers']): HttpAnswer {
    if (!Number(headers['x-aws-ec2-metadata-token-ttl-seconds'])) return text(400, 'Bad Request');
    const token = randomBytes(40).toString('base64');
    this.#tokens.add(token);
    return text(200, token);
  }

  #session(): HttpAnswer {
    const { account, roleName } = this.instance;
    const whose = { account, role: getRole(account, roleName), name: 'i-0123456789abcdef0' };
    const { accessKeyId, secretAccessKey, lifetime } = sessionOf(whose, this.credentials, this.now()).session;
    const body = {
      Code: 'Success',
      LastUpdated: new Date(this.now()).toISOString(),
      Type: 'AWS-HMAC',
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      Token: lifetime.sessionToken,
      Expiration: lifetime.expiresAt.toISOString(),
    };
    return text(200, JSON.stringify(body));
  }
}

function text(status: number, body: string): HttpAnswer {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}
