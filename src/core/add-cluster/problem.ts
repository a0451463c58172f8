/** What is wrong with something typed, and what to do about it: a sentence each. */
export interface Problem {
  readonly message: string;
  readonly remedy: string;
}
