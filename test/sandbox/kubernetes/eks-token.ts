const PREFIX = 'k8s-aws-v1.';
const MAX_LENGTH = 4096;
const CLUSTER_HEADER = 'x-k8s-aws-id';
const VALIDITY_MS = 15 * 60_000;
const MAX_EXPIRES_SECONDS = 900;
const ALLOWED_PARAMETERS = [
  'action',
  'version',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
];

/** What a token is judged against. */
export interface TokenCircumstances {
  /** Origin of the only STS that a token may point at. */
  readonly stsOrigin: string;
  readonly now: number;
}

export type ReadToken =
  { readonly accepted: true; readonly url: URL } | { readonly accepted: false; readonly refusal: string };

/** A token's presigned URL, with its parameters' names in lower case. */
interface PresignedRequest {
  readonly url: URL;
  readonly parameters: ReadonlyMap<string, readonly string[]>;
}

interface TokenRule {
  /** What a token that breaks the rule is refused for. */
  readonly refusal: string;
  breaks(request: PresignedRequest, circumstances: TokenCircumstances): boolean;
}

/**
 * The rules of aws-iam-authenticator, in its order; that program is what EKS runs.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/token/token.go
 */
const RULES: readonly TokenRule[] = [
  {
    refusal: 'the URL points at another host than STS',
    breaks: ({ url }, { stsOrigin }) => url.origin !== new URL(stsOrigin).origin,
  },
  { refusal: 'the path of the URL is not /', breaks: ({ url }) => url.pathname !== '/' },
  {
    refusal: 'the URL has a parameter twice',
    breaks: ({ parameters }) => [...parameters.values()].some((values) => values.length > 1),
  },
  {
    refusal: 'the URL has a parameter that is not allowed',
    breaks: ({ parameters }) => [...parameters.keys()].some((name) => !ALLOWED_PARAMETERS.includes(name)),
  },
  {
    refusal: 'the action is not GetCallerIdentity',
    breaks: (request) => parameter(request, 'action') !== 'GetCallerIdentity',
  },
  {
    refusal: `the header ${CLUSTER_HEADER} is not signed`,
    breaks: (request) =>
      !parameter(request, 'x-amz-signedheaders').toLowerCase().split(';').includes(CLUSTER_HEADER),
  },
  {
    refusal: `X-Amz-Expires is not a number of seconds up to ${MAX_EXPIRES_SECONDS}`,
    breaks: (request) => {
      const expires = parameter(request, 'x-amz-expires');
      return !/^\d+$/.test(expires) || Number(expires) > MAX_EXPIRES_SECONDS;
    },
  },
  {
    refusal: 'X-Amz-Date is not a date',
    breaks: (request) => signedAt(request) === undefined,
  },
  {
    // Not X-Amz-Expires: a token signed for 60 seconds is good for 15 minutes.
    refusal: 'X-Amz-Date is more than 15 minutes ago',
    breaks: (request, { now }) => (signedAt(request) ?? 0) + VALIDITY_MS < now,
  },
];

export function isEksToken(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** Checks everything about an EKS token but its signature, which is STS's to check. */
export function readEksToken(token: string, circumstances: TokenCircumstances): ReadToken {
  if (token.length > MAX_LENGTH) return refused(`the token is longer than ${MAX_LENGTH} bytes`);
  if (!isEksToken(token)) return refused(`the token does not begin with ${PREFIX}`);

  const encoded = token.slice(PREFIX.length);
  if (!/^[\w-]+$/.test(encoded)) return refused('the token is not base64url without padding');
  const text = Buffer.from(encoded, 'base64url').toString();
  if (!URL.canParse(text)) return refused('the token holds no URL');

  const request = presignedRequest(new URL(text));
  const broken = RULES.find((rule) => rule.breaks(request, circumstances));
  return broken ? refused(broken.refusal) : { accepted: true, url: request.url };
}

function refused(refusal: string): ReadToken {
  return { accepted: false, refusal };
}

function presignedRequest(url: URL): PresignedRequest {
  const parameters = new Map<string, string[]>();
  for (const [name, value] of url.searchParams) {
    const lowerCase = name.toLowerCase();
    parameters.set(lowerCase, [...(parameters.get(lowerCase) ?? []), value]);
  }
  return { url, parameters };
}

function parameter({ parameters }: PresignedRequest, name: string): string {
  return parameters.get(name)?.[0] ?? '';
}

function signedAt(request: PresignedRequest): number | undefined {
  const [, ...parts] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(parameter(request, 'x-amz-date')) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
