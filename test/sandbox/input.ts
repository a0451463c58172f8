/** Members of an operation's input, or properties of a CloudFormation resource. */
export type Input = Readonly<Record<string, unknown>>;

/** A text, or a scalar as text: CloudFormation's properties may hold `1.35` where the service wants `"1.35"`. */
export function text(input: Input, name: string): string | undefined {
  const value = input[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** True or false; the Query protocol and CloudFormation's parameters have it as text. */
export function flag(input: Input, name: string): boolean | undefined {
  const value = text(input, name);
  return value === undefined ? undefined : value === 'true';
}

/** A number, which may be written as text. */
export function number(input: Input, name: string): number | undefined {
  const value = text(input, name);
  return value === undefined || Number.isNaN(Number(value)) ? undefined : Number(value);
}

/** A list of texts; empty when absent. */
export function texts(input: Input, name: string): readonly string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** A structure; empty when absent. */
export function structure(input: Input, name: string): Input {
  const value = input[name];
  return isMembers(value) ? value : {};
}

/** A list of structures; empty when absent. */
export function structures(input: Input, name: string): readonly Input[] {
  const value = input[name];
  return Array.isArray(value) ? value.filter(isMembers) : [];
}

/** `Tags` as CloudFormation, IAM and EC2 write them: a list of Key and Value. */
export function tagList(input: Input, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    structures(input, name).map((tag) => [text(tag, 'Key') ?? '', text(tag, 'Value') ?? '']),
  );
}

function isMembers(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
