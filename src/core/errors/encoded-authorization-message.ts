import * as v from 'valibot';
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
 * @param decoded what sts:DecodeAuthorizationMessage answers
 */
export function withDecoded(sentence: string, decoded: string): string {
  const plain = withoutEncodedMessage(sentence);
  const found = parse(decoded);
  if (!found) return plain;
  const { principal, action, resource } = found.context;
  const on = resource === '*' ? '' : ` on resource: ${resource}`;
  const why = found.explicitDeny ? ' with an explicit deny' : ` because nothing allows the ${action} action`;
  return `${plain} User: ${principal.arn} is not authorized to perform: ${action}${on}${why}.`;
}

/** What of it is used. https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html */
const DECODED = v.object({
  explicitDeny: v.fallback(v.boolean(), false),
  context: v.object({
    principal: v.object({ arn: v.string() }),
    action: v.string(),
    resource: v.fallback(v.string(), '*'),
  }),
});

function parse(decoded: string): v.InferOutput<typeof DECODED> | undefined {
  try {
    const result = v.safeParse(DECODED, JSON.parse(decoded));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
