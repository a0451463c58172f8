import { redact, redactTokens } from './redact';

/** Shorter values occur in too many texts: a token `none` must not blank that word everywhere. */
const SHORTEST = 8;

/** As long a beginning of a secret is looked for; a server may have cut off what follows. */
const BEGINNING = 24;

/** A window holds a handful at a time; the oldest have expired. */
const MOST = 100;

/**
 * The very secrets that this window holds, in memory alone: keys of sessions, tokens of clusters. A token may look like
 * anything, so that only who knows it finds it in what a server answers.
 */
export class LiveSecrets {
  /** In the order in which they were last used. */
  private readonly secrets = new Set<string>();

  /** From now on the secret is redacted. */
  hold(secret: string): void {
    for (const form of new Set([secret, encodeURIComponent(secret)])) {
      if (form.length < SHORTEST) continue;
      this.secrets.delete(form);
      this.secrets.add(form);
    }
    for (const oldest of this.secrets) {
      if (this.secrets.size <= MOST) break;
      this.secrets.delete(oldest);
    }
  }

  /** A line of the log without the secrets that are held, or their beginnings, and without what looks like one. */
  redact(text: string): string {
    return redact(this.withoutHeld(text));
  }

  /** The same for a message that a user reads, from which only what is a token for certain is taken. */
  conceal(text: string): string {
    return redactTokens(this.withoutHeld(text));
  }

  private withoutHeld(text: string): string {
    let concealed = text;
    for (const secret of this.secrets) concealed = without(concealed, secret);
    return concealed;
  }
}

/** Looks for the beginning, and takes out as much of the secret as follows. */
function without(text: string, secret: string): string {
  const beginning = secret.slice(0, BEGINNING);
  let at = text.indexOf(beginning);
  if (at < 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (; at >= 0; at = text.indexOf(beginning, from)) {
    parts.push(text.slice(from, at));
    from = at + beginning.length;
    for (let next = beginning.length; next < secret.length && text[from] === secret[next]; next++) from++;
  }
  return [...parts, text.slice(from)].join('[redacted]');
}
