/** A failure as a user reads it. */
export interface ErrorText {
  /** What happened: one sentence. */
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
}
