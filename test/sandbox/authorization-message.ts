import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ServiceError } from './service';
import type { Denial } from './service-errors';

/** Only AWS can read an encoded message: callers have to ask STS. */
const KEY = randomBytes(32);
const NONCE_SIZE = 12;
const TAG_SIZE = 16;

/** What EC2 hides in its refusals. */
export function encodeAuthorizationMessage(denial: Denial): string {
  const nonce = randomBytes(NONCE_SIZE);
  const cipher = createCipheriv('aes-256-gcm', KEY, nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(decoded(denial))), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The JSON that sts:DecodeAuthorizationMessage answers; throws STS's error for what EC2 has not encoded. */
export function decodeAuthorizationMessage(encoded: string): string {
  const bytes = Buffer.from(encoded, 'base64url');
  const [nonce, tag] = [bytes.subarray(0, NONCE_SIZE), bytes.subarray(NONCE_SIZE, NONCE_SIZE + TAG_SIZE)];
  try {
    const decipher = createDecipheriv('aes-256-gcm', KEY, nonce, { authTagLength: TAG_SIZE });
    decipher.setAuthTag(tag);
    const opened = [decipher.update(bytes.subarray(NONCE_SIZE + TAG_SIZE)), decipher.final()];
    return Buffer.concat(opened).toString();
  } catch {
    throw new ServiceError('InvalidAuthorizationMessageException', 'Message is not valid.');
  }
}

/**
 * The form is documented for one example only; which statements matched is left out there too where none did.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
function decoded({ caller, request, reason }: Denial): object {
  return {
    allowed: false,
    explicitDeny: reason.effect === 'explicitDeny',
    matchedStatements: { items: [] },
    failures: { items: [] },
    context: {
      principal: { id: caller.userId, name: caller.principalArn.split('/').at(-1), arn: caller.arn },
      action: request.action,
      resource: request.resource,
      conditions: {
        items: Object.entries(request.context).map(([key, value]) => ({
          key,
          values: { items: [{ value }] },
        })),
      },
    },
  };
}
