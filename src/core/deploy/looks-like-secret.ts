const NAME = /pass(?:word|wd|phrase)?$|secret|token|credential|private_?key|api_?key|access_?key/i;
/** Not what only names one: a file, an ID of Secrets Manager, a switch. */
const HARMLESS_NAME = /_(?:file|path|name|arn|id|url|enabled|ttl|length)$/i;
const VALUE = new RegExp(
  [
    // An AWS access key ID, and keys of GitHub, GitLab, Slack, npm, Stripe and Google by their fixed beginnings.
    String.raw`\b(?:AKIA|ASIA)[A-Z0-9]{16}\b`,
    String.raw`\b(?:gh[pousr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,})`,
    String.raw`\b(?:npm_\w{30,}|[rs]k_live_\w{16,}|AIza[\w-]{35})`,
    // A JSON Web Token, a private key, and a URL with a password.
    String.raw`\beyJ[\w-]{10,}\.[\w-]{10,}\.|-----BEGIN [A-Z ]*PRIVATE KEY`,
    String.raw`^[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@]+@`,
  ].join('|'),
);

/** Whether a value is likely to be a secret, by its own look or by what it is called. */
export function looksLikeSecret(name: string, value: string): boolean {
  return VALUE.test(value) || (value !== '' && NAME.test(name) && !HARMLESS_NAME.test(name));
}
