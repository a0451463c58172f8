/** A failure as a user reads it. */
export interface ErrorText {
  /** What happened: one sentence. */
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
}

/** Ends a service's message with a full stop if it has no end: a remedy follows. */
export function asSentence(text: string): string {
  return text === '' || /[.!?…]["'”’)\]]?$/.test(text) ? text : `${text}.`;
}
