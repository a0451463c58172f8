import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpCall } from '../../sandbox/signature/http-call';
import type { Keys } from './clients';

export interface Signing {
  readonly service?: string;
  readonly region?: string;
  readonly at?: Date;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call of the Query protocol with everything in it signed, to a host named `sandbox`. */
export async function signedCall(body: string, keys: Keys, signing: Signing = {}): Promise<HttpCall> {
  const { service = 'sts', region = 'eu-central-1', at: signingDate = new Date() } = signing;
  const headers = {
    host: 'sandbox',
    'content-type': 'application/x-www-form-urlencoded',
    ...signing.headers,
  };
  const request = new HttpRequest({ method: 'POST', hostname: 'sandbox', path: '/', headers, body });
  const signer = new SignatureV4({ service, region, credentials: keys, sha256: Sha256 });
  const signed = await signer.sign(request, { signingDate, signableHeaders: new Set(Object.keys(headers)) });
  return {
    method: 'POST',
    url: new URL('http://sandbox/'),
    headers: signed.headers,
    body: Buffer.from(body),
  };
}
