import { ServiceError } from './service';
import { text, type Input } from './input';

/** The wording of the Query services when a member breaks the API's own model. */
export function invalidMember(member: string, value: string | undefined, constraint: string): ServiceError {
  const shown = value === undefined ? 'Value null' : `Value '${value}'`;
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  return new ServiceError(
    'ValidationError',
    `1 validation error detected: ${shown} at '${name}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

/** A text that the operation cannot do without. */
export function required(input: Input, member: string): string {
  const value = text(input, member);
  if (value === undefined) throw invalidMember(member, undefined, 'not be null');
  return value;
}

/** A required text of an allowed length and form. */
export function requiredName(
  input: Input,
  member: string,
  { longest, pattern }: { longest: number; pattern: RegExp },
): string {
  const value = required(input, member);
  if (value.length > longest) {
    throw invalidMember(member, value, `have length less than or equal to ${longest}`);
  }
  if (!pattern.test(value)) {
    throw invalidMember(
      member,
      value,
      `satisfy regular expression pattern: ${pattern.source.replace(/^\^|\$$/g, '')}`,
    );
  }
  return value;
}
