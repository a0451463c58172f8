/** A failure as a user reads it. */
export interface Words {
  /** What happened: one sentence. */
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
}
