import { createHash } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { SignatureClaim } from './claim';
import { queryParameters, type HttpCall } from './http-call';

const SIGNATURE_PARAMETERS = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Security-Token',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
];

/** Signs the request again, with the secret that we know, and compares. */
export async function isSignedWith(
  secretAccessKey: string,
  call: HttpCall,
  claim: SignatureClaim,
): Promise<boolean> {
  if (!isHashOfBody(call)) return false;
  const { accessKeyId, sessionToken, region, service, signedAt: signingDate, expiresIn } = claim;
  const signer = new SignatureV4({
    service,
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    sha256: Sha256,
    applyChecksum: false,
  });
  const request = signedPart(call, claim);
  // The signer leaves out some headers, such as user-agent, unless it is told that they are signed.
  const signableHeaders = new Set(claim.signedHeaders);
  switch (claim.placement) {
    case 'header': {
      const { headers } = await signer.sign(request, { signingDate, signableHeaders });
      return headers['authorization']?.endsWith(`Signature=${claim.signature}`) ?? false;
    }
    case 'query': {
      const options = { signingDate, signableHeaders, unhoistableHeaders: signableHeaders, expiresIn };
      const { query } = await signer.presign(request, options);
      return query?.['X-Amz-Signature'] === claim.signature;
    }
  }
}

function signedPart(call: HttpCall, claim: SignatureClaim): HttpRequest {
  const query = queryParameters(call.url);
  if (claim.placement === 'query')
    for (const name of SIGNATURE_PARAMETERS) Reflect.deleteProperty(query, name);
  const headers = claim.signedHeaders.map((name) => [name, call.headers[name] ?? '']);
  return new HttpRequest({
    method: call.method,
    protocol: call.url.protocol,
    hostname: call.url.hostname,
    path: call.url.pathname,
    query,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: call.body,
  });
}

/** The signer believes a hash that the caller sends; whether it is the body's hash is for the service to check. */
function isHashOfBody({ headers, body }: HttpCall): boolean {
  const claimed = headers['x-amz-content-sha256'];
  return claimed === undefined || claimed === createHash('sha256').update(body).digest('hex');
}
