/** Why an answer was not taken. */
export type AnswerFault =
  | { readonly kind: 'redirect'; readonly target: string }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'headers-too-large' }
  | { readonly kind: 'compressed' }
  | { readonly kind: 'too-deep' }
  | { readonly kind: 'not-http' }
  /** It is HTTP, but not of the service that was called. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'endless-list'; readonly pages: number };

/** Somebody answered what this extension does not take from anybody. */
export class AnswerError extends Error {
  /** Like Node's codes: the adapters take it for a failure of the network, since the service itself never does that. */
  readonly code: string;

  constructor(
    /** Who answered. */
    readonly host: string,
    readonly fault: AnswerFault,
    options?: ErrorOptions,
  ) {
    super(`${host}: ${description(fault)}`, options);
    this.name = 'AnswerError';
    this.code = `ERR_ANSWER_${fault.kind.toUpperCase().replaceAll('-', '_')}`;
  }
}

/** For the log. */
function description(fault: AnswerFault): string {
  switch (fault.kind) {
    case 'redirect':
      return `the answer is a redirect to ${fault.target}, which was not followed`;
    case 'too-large':
      return `the answer is larger than ${fault.bytes} bytes`;
    case 'headers-too-large':
      return 'the headers of the answer are too large';
    case 'compressed':
      return 'the answer is compressed, which was not asked for';
    case 'too-deep':
      return 'the answer is nested too deeply';
    case 'not-http':
      return 'the answer is not HTTP';
    case 'foreign':
      return 'the answer comes from another kind of server';
    case 'endless-list':
      return `a list was stopped after ${fault.pages} pages`;
  }
}
