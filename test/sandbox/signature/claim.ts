import type { HttpCall } from './http-call';

/** What a request says of its own signature; nothing of it is checked yet. */
export interface SignatureClaim {
  /** In the Authorization header, or in the query of a presigned URL. */
  readonly placement: 'header' | 'query';
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken: string | undefined;
  readonly signedAt: Date;
  /** How long a presigned URL wants to be valid, in seconds. */
  readonly expiresIn: number;
}

/** Parts of `20261122T175500Z`. */
const BASIC_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=(\w+)$/;

/** Reads the claim of a signed or presigned request; `undefined` when it carries none that can be read. */
export function readClaim(call: HttpCall): SignatureClaim | undefined {
  const authorization = call.headers['authorization'];
  return authorization === undefined ? readPresigned(call.url.searchParams) : readSigned(call, authorization);
}

function readSigned({ headers }: HttpCall, authorization: string): SignatureClaim | undefined {
  const [, credential = '', signedHeaders = '', signature = ''] = AUTHORIZATION.exec(authorization) ?? [];
  const scope = readScope(credential);
  const signedAt = readDate(headers['x-amz-date']);
  if (!scope || !signedAt) return undefined;
  return {
    placement: 'header',
    ...scope,
    signedHeaders: signedHeaders.split(';'),
    signature,
    sessionToken: headers['x-amz-security-token'],
    signedAt,
    expiresIn: 0,
  };
}

function readPresigned(query: URLSearchParams): SignatureClaim | undefined {
  const scope = readScope(query.get('X-Amz-Credential') ?? '');
  const signedAt = readDate(query.get('X-Amz-Date') ?? '');
  if (!scope || !signedAt) return undefined;
  return {
    placement: 'query',
    ...scope,
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get('X-Amz-Signature') ?? '',
    sessionToken: query.get('X-Amz-Security-Token') ?? undefined,
    signedAt,
    expiresIn: Number(query.get('X-Amz-Expires') ?? 0),
  };
}

/** `AKIA…/20261122/eu-central-1/sts/aws4_request` */
function readScope(
  credential: string,
): Pick<SignatureClaim, 'accessKeyId' | 'region' | 'service'> | undefined {
  const [accessKeyId, , region, service, terminator] = credential.split('/');
  if (!accessKeyId || !region || !service || terminator !== 'aws4_request') return undefined;
  return { accessKeyId, region, service };
}

function readDate(basic = ''): Date | undefined {
  const parts = BASIC_DATE.exec(basic)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

/** `20261122T175500Z`, as signatures and their errors have it. */
export function basicDate(date: Date): string {
  return date.toISOString().replaceAll(/[-:]|\.\d+/g, '');
}
