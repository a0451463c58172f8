import type * as vscode from 'vscode';

/** Whatever looks like a secret or a bearer of one; the external ID is shortened by those who log it. */
const SECRETS: readonly RegExp[] = [
  /\bk8s-aws-v1\.[\w-]+/g, // EKS bearer token
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, // JWT: service account token
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, // access key ID
  /(?<=(?:X-Amz-(?:Security-Token|Signature|Credential))=)[^&\s"]+/gi,
  /(?<=(?:secret[_-]?access[_-]?key|session[_-]?token|aws_secret_access_key|aws_session_token)["']?\s*[=:]\s*["']?)[^"'\s,}]+/gi,
  /(?<=authorization["']?\s*[:=]\s*["']?)(?:Bearer|AWS4-HMAC-SHA256)[^"'\n]+/gi,
  /(?<=:\/\/)[^\s/@]+(?=@)/g, // user and password of a URL, of a proxy for example
  /(?<=\b(?:PROXY|HTTPS?|SOCKS[45]?) )\S+(?=@)/g, // the same, as VS Code's proxy agent writes it
  /(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g, // a secret access key, bare
];

export function redact(text: string): string {
  return SECRETS.reduce((line, secret) => line.replaceAll(secret, '[redacted]'), text);
}

/** The extension's log: every line goes through the redaction. */
export class Log {
  constructor(private readonly channel: vscode.LogOutputChannel) {}

  info(line: string): void {
    this.channel.info(redact(line));
  }

  warn(line: string): void {
    this.channel.warn(redact(line));
  }

  /** The whole error with its causes: here, and only here, a stack trace is of use. */
  error(error: unknown): void {
    this.channel.error(redact(describe(error)));
  }

  show(): void {
    this.channel.show();
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.stack ?? error.message;
  return error.cause === undefined ? text : `${text}\nCaused by: ${describe(error.cause)}`;
}
