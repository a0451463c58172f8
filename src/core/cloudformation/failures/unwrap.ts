/** A sentence of AWS without what its services and CloudFormation put around it, and the codes that stood there. */
export interface Unwrapped {
  /** Empty where there is no sentence, only codes. */
  readonly sentence: string;
  /**
   * What services call the failure, for example `InvalidSubnetID.NotFound`; CloudFormation's own code is not among
   * them.
   */
  readonly codes: readonly string[];
  /** CloudFormation's own code: it sorts failures into two dozen kinds, and says nothing beside a sentence. */
  readonly handlerCode?: string;
}

const MOST_LAYERS = 12;

/** What may precede a sentence. */
const BEFORE: readonly RegExp[] = [
  /^Resource handler returned message: ["“]/,
  /^(?<code>VALIDATION_FAILED \S{0,300}): /,
  /^Invalid request provided: /,
  /^Error occurred during operation '[^']{0,100}'\.? ?:? ?/,
  /^Exception=\[[^\]]{0,300}\],? ErrorCode=\[(?<code>[^\]]{1,100})\],? ErrorMessage=\[/,
  /^An error occurred \((?<code>[\w.]{1,100})\) when calling the \w{1,100} operation(?: \(reached max retries: \d+\))?: /,
  /^(?:[\w$]{1,100}\.){0,20}(?<code>[A-Z][\w$]{1,100}?(?:Exception|Error)): (?:An error occurred: )?/,
  /^Hook failed with message: /,
];

/** What may stand behind it. */
const BEHIND: readonly RegExp[] = [
  / \((?:RequestToken|HandlerErrorCode): [^()]{1,300}\)$/,
  / \((?:Service|SDK Attempt Count): [^()]{1,400}\)$/,
  / HandlerErrorCode: \w{1,100}$/,
  /\]?,? ?\(?Request ?I[Dd]: [\w-]{1,100}(?:, \w[\w ]{0,40}: [\w-]{1,100})*\)?$/,
];

const HANDLER_CODE = /HandlerErrorCode: (?<code>\w{1,100})/;
const SERVICE_CODE = /[Ee]rror ?[Cc]ode: (?<code>[\w.]{1,100})/g;

/** Takes off layer after layer, so that the innermost sentence is left. */
export function unwrap(text: string): Unwrapped {
  const codes = new Set([...text.matchAll(SERVICE_CODE)].flatMap(({ groups }) => groups?.['code'] ?? []));
  const handlerCode = HANDLER_CODE.exec(text)?.groups?.['code'];
  if (handlerCode !== undefined) codes.delete(handlerCode);
  let sentence = text.trim();
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const inner = fromJson(sentence) ?? withoutEdges(sentence, codes);
    if (inner === sentence) break;
    sentence = inner;
  }
  return { sentence: isSentence(sentence) ? sentence : '', codes: [...codes], handlerCode };
}

function withoutEdges(text: string, codes: Set<string>): string {
  const before = BEFORE.map((edge) => edge.exec(text)).find((match) => match !== null);
  const code = before?.groups?.['code'];
  if (code !== undefined) codes.add(code);
  const rest = before ? text.slice(before[0].length) : text;
  const behind = BEHIND.map((edge) => edge.exec(rest)).find((match) => match !== null);
  return withoutOddEnd(behind ? rest.slice(0, behind.index) : rest).trim();
}

/** A quotation mark or bracket that closes what has been taken off. */
function withoutOddEnd(text: string): string {
  const count = (mark: string) => text.split(mark).length - 1;
  const isOddQuote = /["”]$/.test(text) && (count('"') + count('“') + count('”')) % 2 === 1;
  const isOddBracket = text.endsWith(']') && count(']') > count('[');
  return isOddQuote || isOddBracket ? text.slice(0, -1) : text;
}

/** JSON services answer `{"__type": …, "message": …}`, and some of CloudFormation's handlers hand that on as it is. */
function fromJson(text: string): string | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  try {
    return messageIn(JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function messageIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const isMessage = /^(?:error|status)?_?message$/i.test(key) && typeof inner === 'string' && inner !== '';
    const found = isMessage ? inner : /^error$/i.test(key) ? messageIn(inner) : undefined;
    if (found !== undefined) return found.trim();
  }
  return undefined;
}

/** `null`, `NotStabilized` and the like say nothing. */
function isSentence(text: string): boolean {
  return /\S \S/.test(text);
}
