/** A CloudFormation template as data: JSON is its wire form, so no YAML is ever written. */
export interface CloudFormationTemplate {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, Parameter>>;
  readonly Conditions: Readonly<Record<string, TemplateValue>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: TemplateValue }>>;
}

export interface Parameter {
  readonly Type:
    | 'String'
    | 'Number'
    | 'CommaDelimitedList'
    | 'AWS::EC2::SecurityGroup::Id'
    | 'List<AWS::EC2::Subnet::Id>'
    | 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>';
  readonly Description?: string;
  readonly Default?: string | number;
  readonly AllowedValues?: readonly string[];
  readonly AllowedPattern?: string;
  readonly MaxLength?: number;
  readonly MinValue?: number;
  readonly MaxValue?: number;
}

export interface Resource {
  readonly Type: `AWS::${string}::${string}`;
  readonly DependsOn?: readonly string[];
  readonly Properties: Readonly<Record<string, TemplateValue>>;
}

/** Anything that a property may contain; intrinsic functions are objects like any other. */
export type TemplateValue =
  string | number | boolean | readonly TemplateValue[] | { readonly [key: string]: TemplateValue };

/** `Array.isArray` does not tell read-only lists from maps. */
export function isList(value: TemplateValue): value is readonly TemplateValue[] {
  return Array.isArray(value);
}

const NO_VALUE: TemplateValue = { Ref: 'AWS::NoValue' };

export const ref = (logicalId: string): TemplateValue => ({ Ref: logicalId });
export const getAtt = (logicalId: string, attribute: string): TemplateValue => ({
  'Fn::GetAtt': [logicalId, attribute],
});
export const sub = (text: string): TemplateValue => ({ 'Fn::Sub': text });
export const base64 = (text: TemplateValue): TemplateValue => ({ 'Fn::Base64': text });
export const equals = (left: TemplateValue, right: TemplateValue): TemplateValue => ({
  'Fn::Equals': [left, right],
});
export const not = (condition: TemplateValue): TemplateValue => ({ 'Fn::Not': [condition] });

/** `value` where the named condition holds; otherwise the property is left out. */
export const onlyIf = (condition: string, value: TemplateValue): TemplateValue => ({
  'Fn::If': [condition, value, NO_VALUE],
});
