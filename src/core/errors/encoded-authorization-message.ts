import { withoutTrailing } from '../foreign/trailing';

/** What EC2 says only to those who may ask STS about it. */
const MARK = 'Encoded authorization failure message: ';

/** The part to ask STS about; `undefined` where the sentence hides nothing. */
export function encodedPart(sentence: string): string | undefined {
  return split(sentence)?.encoded;
}

/** EC2's sentence as a person reads it: hundreds of characters of which say nothing. */
export function withoutEncodedMessage(sentence: string): string {
  const parts = split(sentence);
  return parts
    ? `${withoutTrailing(parts.before, ' \t\r\n.')}.${parts.after}`.replace(/\.\.$/, '.')
    : sentence;
}

function split(sentence: string) {
  const at = sentence.indexOf(MARK);
  const rest = sentence.slice(at + MARK.length);
  const encoded = at < 0 ? undefined : /^[\w-]+=*/.exec(rest)?.[0];
  return encoded === undefined
    ? undefined
    : { before: sentence.slice(0, at), encoded, after: rest.slice(encoded.length) };
}

/**
 * EC2's sentence, with who was denied what in IAM's words.
 * @param decoded what sts:DecodeAuthorizationMessage answers: https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
export function withDecoded(sentence: string, decoded: string): string {
  const plain = withoutEncodedMessage(sentence);
  const { explicitDeny, context } = parse(decoded);
  const { principal, action, resource } = context ?? {};
  if (typeof principal?.arn !== 'string' || typeof action !== 'string') return plain;
  const on = typeof resource === 'string' && resource !== '*' ? ` on resource: ${resource}` : '';
  const why =
    explicitDeny === true ? ' with an explicit deny' : ` because nothing allows the ${action} action`;
  return `${plain} User: ${principal.arn} is not authorized to perform: ${action}${on}${why}.`;
}

interface Decoded {
  readonly explicitDeny?: unknown;
  readonly context?: {
    readonly principal?: { readonly arn?: unknown };
    readonly action?: unknown;
    readonly resource?: unknown;
  };
}

function parse(decoded: string): Decoded {
  try {
    return (JSON.parse(decoded) as Decoded | null) ?? {};
  } catch {
    return {};
  }
}
