import {
  isList,
  scalarText,
  validationError,
  type ParameterConstraints,
  type ParameterDefinition,
  type ValueMap,
} from './template';

const TYPE =
  /^(String|Number|CommaDelimitedList|List<Number>|(List<)?AWS::EC2::[A-Za-z:]+>?|AWS::SSM::Parameter::(Name|Value<.+>))$/;

/** Reads one entry of the Parameters section. */
export function readParameterDefinition(name: string, value: ValueMap): ParameterDefinition {
  const type = value['Type'];
  if (typeof type !== 'string') {
    throw validationError(
      `Template format error: Every Parameters object must contain a Type member. (${name})`,
    );
  }
  if (!TYPE.test(type)) {
    throw validationError(`Template format error: Unrecognized parameter type: ${type}`);
  }
  return {
    type,
    default: scalarText(value['Default']),
    description: scalarText(value['Description']),
    noEcho: value['NoEcho'] === true || value['NoEcho'] === 'true',
    constraints: readConstraints(value),
  };
}

function readConstraints(value: ValueMap): ParameterConstraints {
  const allowed = value['AllowedValues'];
  return {
    ...(allowed !== undefined &&
      isList(allowed) && { allowedValues: allowed.map((item) => scalarText(item) ?? '') }),
    ...textMember(value, 'AllowedPattern', 'allowedPattern'),
    ...textMember(value, 'ConstraintDescription', 'description'),
    ...numberMember(value, 'MinLength', 'minLength'),
    ...numberMember(value, 'MaxLength', 'maxLength'),
    ...numberMember(value, 'MinValue', 'minValue'),
    ...numberMember(value, 'MaxValue', 'maxValue'),
  };
}

function textMember(
  value: ValueMap,
  from: string,
  to: 'allowedPattern' | 'description',
): ParameterConstraints {
  const text = scalarText(value[from]);
  return text === undefined ? {} : { [to]: text };
}

function numberMember(
  value: ValueMap,
  from: string,
  to: 'minLength' | 'maxLength' | 'minValue' | 'maxValue',
): ParameterConstraints {
  const text = scalarText(value[from]);
  return text === undefined ? {} : { [to]: Number(text) };
}
