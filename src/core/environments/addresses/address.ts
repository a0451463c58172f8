import type { Failure } from '../failures/failure';

/** Where an environment is reached from outside. */
export type Address =
  /** `host` answers for the Service or Ingress `name`. */
  | { readonly kind: 'ready'; readonly name: string; readonly url: string }
  | { readonly kind: 'waiting'; readonly name: string; readonly waitingFor: string }
  | { readonly kind: 'failing'; readonly name: string; readonly failure: Failure };

export function addressFailure(code: string, text: string, remedy: string): Failure {
  return { code, stage: 'address', text, remedy, lines: [] };
}
