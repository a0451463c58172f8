import { createHash, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { isFields, type Fields } from './objects';

/** JSON Web Signatures hold the two numbers alone, without the ASN.1 around them. */
const SIGNATURE_FORM = { dsaEncoding: 'ieee-p1363' } as const;

/**
 * Signs a cluster's service account tokens and knows them again. Kubernetes takes ES256 as well as EKS's
 * RS256, whose keys would take longer to make than all else that a simulated cluster needs.
 */
export class TokenSigner {
  /** Every token that it made. */
  readonly issued: string[] = [];
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #keyId: string;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
    this.#keyId = createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64url');
  }

  sign(claims: Fields): string {
    const signed = `${encode({ alg: 'ES256', kid: this.#keyId })}.${encode(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: this.#privateKey, ...SIGNATURE_FORM });
    const token = `${signed}.${signature.toString('base64url')}`;
    this.issued.push(token);
    return token;
  }

  /** The claims of a token that this signer made; undefined for any other. */
  verify(token: string): Fields | undefined {
    const [header, payload, signature, ...more] = token.split('.');
    if (!header || !payload || !signature || more.length > 0) return undefined;
    const genuine = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key: this.#publicKey, ...SIGNATURE_FORM },
      Buffer.from(signature, 'base64url'),
    );
    if (!genuine) return undefined;
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return isFields(claims) ? claims : undefined;
  }
}

function encode(part: Fields): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
