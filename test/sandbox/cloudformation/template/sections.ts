import {
  isList,
  isMap,
  validationError,
  type OutputDefinition,
  type ResourceDefinition,
  type Template,
  type Value,
  type ValueMap,
} from './template';
import { readParameterDefinition } from './parameter-definition';
import { parseTemplateBody } from './parse';

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Conditions',
  'Resources',
  'Outputs',
];
const RESOURCE_ATTRIBUTES = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'CreationPolicy',
  'UpdatePolicy',
  'DeletionPolicy',
  'UpdateReplacePolicy',
];

/** Reads a template body into its sections, refusing shapes that CloudFormation refuses. */
export function readTemplate(body: string): Template {
  const root = parseTemplateBody(body);
  if (!isMap(root)) throw validationError('Template format error: unsupported structure.');
  const unknown = Object.keys(root).filter((section) => !SECTIONS.includes(section));
  if (unknown.length > 0) {
    throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  }
  const resources = section(root, 'Resources');
  if (Object.keys(resources).length === 0) {
    throw validationError('Template format error: At least one Resources member must be defined.');
  }
  return {
    description: text(root['Description']),
    parameters: mapEntries(section(root, 'Parameters'), readParameterDefinition),
    conditions: section(root, 'Conditions'),
    resources: mapEntries(resources, readResource),
    outputs: mapEntries(section(root, 'Outputs'), readOutput),
  };
}

function section(root: ValueMap, name: string): ValueMap {
  const value = root[name];
  if (value === undefined) return {};
  if (!isMap(value)) throw validationError(`Template format error: ${name} must be an object.`);
  return value;
}

function mapEntries<T>(values: ValueMap, read: (name: string, value: ValueMap) => T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (!isMap(value)) throw validationError(`Template format error: [${name}] must be an object.`);
      return [name, read(name, value)];
    }),
  );
}

function readResource(name: string, value: ValueMap): ResourceDefinition {
  if (!/^[A-Za-z0-9]{1,255}$/.test(name)) {
    throw validationError(`Template format error: Resource name ${name} is non alphanumeric.`);
  }
  const type = text(value['Type']);
  if (type === undefined) {
    throw validationError(
      `Template format error: [/Resources/${name}] Every Resources object must contain a Type member.`,
    );
  }
  const unknown = Object.keys(value).find((attribute) => !RESOURCE_ATTRIBUTES.includes(attribute));
  if (unknown !== undefined) throw validationError(`Invalid template resource property '${unknown}'`);
  const properties = value['Properties'] ?? {};
  if (!isMap(properties)) {
    throw validationError(`Template format error: [/Resources/${name}/Properties] must be an object.`);
  }
  return { type, properties, dependsOn: names(value['DependsOn']), condition: text(value['Condition']) };
}

function readOutput(name: string, value: ValueMap): OutputDefinition {
  const output = value['Value'];
  if (output === undefined) {
    throw validationError(`Template format error: Output ${name} is malformed. The Value field is required.`);
  }
  return { value: output, description: text(value['Description']), condition: text(value['Condition']) };
}

function names(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  const list = isList(value) ? value : [value];
  if (!list.every((name) => typeof name === 'string')) {
    throw validationError('Template format error: DependsOn must be a string or list of strings.');
  }
  return list;
}

function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
