import { validationError, type ParameterDefinition, type Template, type Value } from './template';

/** What a parameter's value may have to be looked up in: the account's EC2 and SSM. */
export interface ParameterSource {
  /** Whether the account has this resource, for types such as `AWS::EC2::Subnet::Id`. */
  exists(type: string, value: string): boolean;
  /** The value behind `AWS::SSM::Parameter::Value<…>`. */
  ssmParameter(name: string): string | undefined;
}

/** What `Ref` gives for each parameter. */
export type ParameterValues = Readonly<Record<string, Value>>;

/** Settles every parameter: what was given, else the default, checked as CloudFormation checks it. */
export function resolveParameters(
  template: Template,
  given: Readonly<Record<string, string>>,
  source: ParameterSource,
): ParameterValues {
  const unknown = Object.keys(given).filter((name) => !(name in template.parameters));
  if (unknown.length > 0) {
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
  const definitions = Object.entries(template.parameters);
  const missing = definitions.filter(
    ([name, { default: fallback }]) => (given[name] ?? fallback) === undefined,
  );
  if (missing.length > 0) {
    throw validationError(`Parameters: [${missing.map(([name]) => name).join(', ')}] must have values`);
  }
  return Object.fromEntries(
    definitions.map(([name, definition]) => [
      name,
      resolveParameter(name, definition, given[name] ?? definition.default ?? '', source),
    ]),
  );
}

function resolveParameter(
  name: string,
  definition: ParameterDefinition,
  text: string,
  source: ParameterSource,
): Value {
  const values = isListType(definition.type) ? splitList(text) : [text];
  for (const value of values) checkConstraints(name, definition, value);
  const element = elementType(definition.type);
  if (element.startsWith('AWS::EC2::')) {
    const absent = values.find((value) => !source.exists(element, value));
    if (absent !== undefined) {
      throw validationError(
        `Parameter validation failed: parameter value ${absent} for parameter name ${name} does not exist. Rollback requested by user.`,
      );
    }
  }
  if (definition.type.startsWith('AWS::SSM::Parameter::Value<'))
    return ssmValue(text, definition.type, source);
  return isListType(definition.type) ? values : text;
}

function ssmValue(name: string, type: string, source: ParameterSource): Value {
  const value = source.ssmParameter(name);
  if (value === undefined) {
    throw validationError(`Unable to fetch parameters [${name}] from parameter store for this account.`);
  }
  return type.includes('<List<') ? splitList(value) : value;
}

function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function elementType(type: string): string {
  return type.startsWith('List<') ? type.slice('List<'.length, -1) : type;
}

/** An empty text is a list of one empty string, as `Fn::Join` over it shows. */
function splitList(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}

function checkConstraints(name: string, { type, constraints }: ParameterDefinition, value: string): void {
  const refuse = (reason: string): never => {
    throw validationError(
      constraints.description === undefined
        ? `Parameter '${name}' ${reason}`
        : `Parameter ${name} failed to satisfy constraint: ${constraints.description}`,
    );
  };
  const { allowedValues, allowedPattern, minLength, maxLength, minValue, maxValue } = constraints;
  if (allowedValues && !allowedValues.includes(value)) {
    refuse(`must be one of AllowedValues`);
  }
  if (allowedPattern !== undefined && !new RegExp(`^(?:${allowedPattern})$`).test(value)) {
    refuse(`must match pattern ${allowedPattern}`);
  }
  if (minLength !== undefined && value.length < minLength) {
    refuse(`must contain at least ${minLength} characters`);
  }
  if (maxLength !== undefined && value.length > maxLength) {
    refuse(`must contain at most ${maxLength} characters`);
  }
  if (!/^(Number|List<Number>)$/.test(type)) return;
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) refuse('must be a number.');
  if (minValue !== undefined && number < minValue) refuse(`must be a number not less than ${minValue}`);
  if (maxValue !== undefined && number > maxValue) refuse(`must be a number not greater than ${maxValue}`);
}
