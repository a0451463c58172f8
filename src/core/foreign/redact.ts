const REDACTED = '[redacted]';

/**
 * What is a token and nothing else. These patterns and those below are linear in whatever text: what is of any length is
 * taken where it begins and up to its end, on no condition about what follows that, and what precedes it has a bounded
 * length.
 */
const TOKENS: readonly RegExp[] = [
  /\bk8s-aws-v1\.[\w-]+/g, // EKS bearer token
  /(?<![A-Za-z0-9])eyJ[\w-]{16,}(?:\.[\w-]*){0,2}/g, // JWT: service account token
  /\b(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[\w+/=%-]+/g, // session token of STS: each begins in the same way
];

const BEARER = /(\bBearer\s{1,8})[^\s"',;]+/gi;

/** What may also be something else: an ARN or a path may have as many letters. */
const KEYS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, // access key ID
  /(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g, // a secret access key, bare
];

/** What announces a secret, and stays, with the secret after it. */
const ANNOUNCED: readonly RegExp[] = [
  /(X-Amz-(?:Security-Token|Signature|Credential)=)[^&\s"]+/gi,
  /((?:secret[_-]?access[_-]?key|session[_-]?token|client-key-data)\\?["']?\s{0,8}[=:>]\s{0,8}\\?["']?)[^"'\\\s,}<]+/gi,
  /(\b(?:token|password)\\?["']?\s{0,8}[=:]\s{0,8}\\?["']?)[^"'\\\s,}<]{16,}/gi,
  /(authorization\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?)(?:Bearer|Basic|AWS4-HMAC-SHA256)[^"'\n]+/gi,
  /(:\/\/)[^\s/?#]+(?=@)/g, // user and password of a URL, of a proxy for example
  /(\b(?:PROXY|HTTPS?|SOCKS[45]?) )\S+(?=@)/g, // the same, as VS Code's proxy agent writes it
  /(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[\w+/=\s\\]+/g,
];

/** A line of the log without whatever looks like a secret or a bearer of one. */
export function redact(text: string): string {
  const unannounced = ANNOUNCED.reduce((line, secret) => line.replaceAll(secret, `$1${REDACTED}`), text);
  return KEYS.reduce((line, key) => line.replaceAll(key, REDACTED), redactTokens(unannounced));
}

/** A message that a user reads, without tokens; what only might be a secret stays, since it may be what matters. */
export function redactTokens(text: string): string {
  const unannounced = text.replaceAll(BEARER, `$1${REDACTED}`);
  return TOKENS.reduce((line, token) => line.replaceAll(token, REDACTED), unannounced);
}
