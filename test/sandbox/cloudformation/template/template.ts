import { ServiceError } from '../../service';

/** Anything a template may hold, before or after its functions are evaluated. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

export type ValueMap = Readonly<Record<string, Value>>;

/** A template whose sections have the shape that CloudFormation asks for; its functions are not evaluated yet. */
export interface Template {
  readonly description: string | undefined;
  readonly parameters: Readonly<Record<string, ParameterDefinition>>;
  readonly conditions: ValueMap;
  readonly resources: Readonly<Record<string, ResourceDefinition>>;
  readonly outputs: Readonly<Record<string, OutputDefinition>>;
}

export interface ParameterDefinition {
  readonly type: string;
  readonly default: string | undefined;
  readonly description: string | undefined;
  readonly noEcho: boolean;
  readonly constraints: ParameterConstraints;
}

export interface ParameterConstraints {
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  /** The author's sentence, shown in place of CloudFormation's own. */
  readonly description?: string;
}

export interface ResourceDefinition {
  readonly type: string;
  readonly properties: ValueMap;
  readonly dependsOn: readonly string[];
  readonly condition: string | undefined;
}

export interface OutputDefinition {
  readonly value: Value;
  readonly description: string | undefined;
  readonly condition: string | undefined;
}

/** A template or a parameter that CloudFormation refuses. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** CloudFormation keeps every scalar as text; lists and objects have none. */
export function scalarText(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
