import assert from 'node:assert/strict';
import { planStack, type Plan } from '../../sandbox/cloudformation/template/plan';
import { resolveParameters } from '../../sandbox/cloudformation/template/parameters';
import { readTemplate } from '../../sandbox/cloudformation/template/sections';
import type { Value } from '../../sandbox/cloudformation/template/template';

const PSEUDO = { 'AWS::Partition': 'aws', 'AWS::Region': 'eu-central-1', 'AWS::StackName': 'demo' };

function plan(body: string, given: Record<string, string> = {}): Plan {
  const template = readTemplate(body);
  const source = {
    exists: (_type: string, value: string) => value !== 'subnet-gone',
    ssmParameter: (name: string) => (name === '/ami' ? 'ami-1' : undefined),
  };
  return planStack(template, resolveParameters(template, given, source), PSEUDO, (type) =>
    type === 'Test::Thing' ? ['Arn'] : undefined,
  );
}

/** What `expression` evaluates to as a property, beside a resource named Other. */
function evaluated(expression: string, rest = '', given: Record<string, string> = {}): Value | undefined {
  const body = `Resources:
  Other: {Type: Test::Thing}
  Thing:
    Type: Test::Thing
    Properties:
      Value: ${expression}
${rest}`;
  const created = {
    ref: (id: string) => `${id}-id`,
    attribute: (id: string, name: string) => `${id}.${name}`,
  };
  return plan(body, given).properties('Thing', created)['Value'];
}

describe('a CloudFormation template', () => {
  const functions: [string, Value][] = [
    ['!Ref Other', 'Other-id'],
    ['{Ref: AWS::Region}', 'eu-central-1'],
    ['!GetAtt Other.Arn', 'Other.Arn'],
    ['{"Fn::GetAtt": [Other, Arn]}', 'Other.Arn'],
    ['!Sub "${AWS::StackName}-${Other}-${Other.Arn}-${!Literal}"', 'demo-Other-id-Other.Arn-${Literal}'],
    ['!Sub ["${a}/${AWS::Region}", {a: !Ref Other}]', 'Other-id/eu-central-1'],
    ['!Join ["-", [a, !Ref Other]]', 'a-Other-id'],
    ['!Select [1, !Split [",", "a,b"]]', 'b'],
    ['!Base64 hello', 'aGVsbG8='],
    ['[a, !Ref AWS::NoValue, {b: !Ref AWS::NoValue}]', ['a', {}]],
    ['{Condition: {StringEquals: {a: b}}}', { Condition: { StringEquals: { a: 'b' } } }],
    ['2012-10-17', '2012-10-17'],
  ];
  for (const [expression, value] of functions) {
    it(`evaluates ${expression}`, () => assert.deepEqual(evaluated(expression), value));
  }

  const conditions: [string, boolean][] = [
    ['!Equals [a, a]', true],
    ['!Not [!Equals [!Ref Size, "2"]]', false],
    ['!And [!Equals [a, a], !Condition Large]', false],
    ['!Or [!Equals [a, b], !Not [!Condition Large]]', true],
  ];
  for (const [condition, value] of conditions) {
    it(`settles the condition ${condition}`, () => {
      const rest = `Parameters: {Size: {Type: Number}}
Conditions: {Large: !Equals [!Ref Size, 9], C: ${condition}}`;
      assert.equal(evaluated('!If [C, yes it is, no]', rest, { Size: '2' }), value ? 'yes it is' : 'no');
    });
  }

  it('reads the same template from JSON', () => {
    const body =
      '{"Resources": {"Thing": {"Type": "Test::Thing", "Properties": {"Value": {"Ref": "AWS::Region"}}}}}';
    const none = { ref: () => undefined, attribute: () => '' };
    assert.deepEqual(plan(body).properties('Thing', none), { Value: 'eu-central-1' });
  });

  it('leaves a resource out whose condition is false, and what depends on it explicitly does not wait', () => {
    const { resources } = plan(`Conditions: {Never: !Equals [a, b]}
Resources:
  Off: {Type: Test::Thing, Condition: Never}
  On: {Type: Test::Thing, DependsOn: Off}`);
    assert.deepEqual([...resources.keys()], ['On']);
    assert.deepEqual(resources.get('On')?.after, new Set());
  });

  it('waits for what it names, but not for the branch of an If that is not taken', () => {
    const { resources } = plan(`Conditions: {Never: !Equals [a, b]}
Resources:
  A: {Type: Test::Thing}
  B: {Type: Test::Thing}
  C: {Type: Test::Thing, Properties: {Value: !If [Never, !Ref A, !Sub "x \${B.Arn}"]}}
  D: {Type: Test::Thing, DependsOn: [C]}`);
    assert.deepEqual(resources.get('C')?.after, new Set(['B']));
    assert.deepEqual(resources.get('D')?.after, new Set(['C']));
  });

  const thing = (properties: string): string => `Resources: {Thing: {Type: Test::Thing, ${properties}}}`;
  const refused: [string, string, string | RegExp][] = [
    ['a text', 'hello', 'Template format error: unsupported structure.'],
    [
      'no resources',
      'Description: nothing',
      'Template format error: At least one Resources member must be defined.',
    ],
    [
      'broken YAML',
      'Resources: [',
      /^Template format error: YAML not well-formed\. \(line \d+, column \d+\)$/,
    ],
    ['broken JSON', '{"Resources": ', 'Template format error: JSON not well-formed.'],
    ['a YAML alias', 'Resources: {A: &a {Type: Test::Thing}, B: *a}', /YAML aliases are not allowed/],
    [
      'an unknown section',
      `${thing('')}\nRessources: {}`,
      'Invalid template property or properties [Ressources]',
    ],
    [
      'an unknown type',
      'Resources: {A: {Type: AWS::EKS::Klaster}}',
      /Unrecognized resource types: \[AWS::EKS::Klaster\]/,
    ],
    [
      'a reference to nothing',
      thing('Properties: {Value: !Ref Nothing}'),
      'Template format error: Unresolved resource dependencies [Nothing] in the Resources block of the template',
    ],
    [
      'a variable of nothing',
      thing('Properties: {Value: !Sub "${Nothing}"}'),
      'Template format error: Unresolved resource dependencies [Nothing] in the Resources block of the template',
    ],
    [
      'an output of nothing',
      `${thing('')}\nOutputs: {O: {Value: !Ref Nothing}}`,
      'Template format error: Unresolved resource dependencies [Nothing] in the Outputs block of the template',
    ],
    [
      'an attribute of nothing',
      thing('Properties: {Value: !GetAtt Nothing.Arn}'),
      /references undefined resource Nothing/,
    ],
    [
      'an attribute that the type lacks',
      `${thing('')}\nOutputs: {O: {Value: !GetAtt Thing.Colour}}`,
      'Template error: resource Thing does not support attribute type Colour in Fn::GetAtt',
    ],
    ['an unknown condition', thing('Condition: Maybe'), /Unresolved condition dependency Maybe/],
    [
      'a circle',
      'Resources: {A: {Type: Test::Thing, DependsOn: B}, B: {Type: Test::Thing, Properties: {Value: !Ref A}}, C: {Type: Test::Thing}}',
      'Circular dependency between resources: [A, B]',
    ],
    [
      'a template of more than 51,200 bytes',
      `Description: ${'x'.repeat(51_200)}`,
      /less than or equal to 51200/,
    ],
  ];
  for (const [what, body, message] of refused) {
    it(`is refused with ${what}`, () =>
      assert.throws(() => plan(body), { code: 'ValidationError', message }));
  }
});

describe('the parameters of a CloudFormation template', () => {
  const body = (definition: string): string => `Parameters: {P: ${definition}}
Resources: {Thing: {Type: Test::Thing, Properties: {Value: !Ref P}}}`;
  const value = (definition: string, given: Record<string, string>): Value | undefined =>
    plan(body(definition), given).properties('Thing', { ref: () => undefined, attribute: () => '' })['Value'];

  const accepted: [string, Record<string, string>, Value][] = [
    ['{Type: String, Default: 1.35}', {}, '1.35'],
    ['{Type: String, Default: a}', { P: 'b' }, 'b'],
    ['{Type: CommaDelimitedList}', { P: 'a, b' }, ['a', 'b']],
    ['{Type: CommaDelimitedList, Default: ""}', {}, ['']],
    ['{Type: "List<AWS::EC2::Subnet::Id>"}', { P: 'subnet-1,subnet-2' }, ['subnet-1', 'subnet-2']],
    ['{Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"}', { P: '/ami' }, 'ami-1'],
  ];
  for (const [definition, given, expected] of accepted) {
    it(`accept ${JSON.stringify(given)} for ${definition}`, () => {
      assert.deepEqual(value(definition, given), expected);
    });
  }

  const refused: [string, Record<string, string>, string][] = [
    ['{Type: String}', {}, 'Parameters: [P] must have values'],
    ['{Type: String}', { P: 'a', Q: 'b' }, 'Parameters: [Q] do not exist in the template'],
    ['{Type: String, AllowedPattern: "[a-z]+"}', { P: 'A' }, "Parameter 'P' must match pattern [a-z]+"],
    ['{Type: String, AllowedValues: [a, b]}', { P: 'c' }, "Parameter 'P' must be one of AllowedValues"],
    ['{Type: String, MinLength: 2}', { P: 'a' }, "Parameter 'P' must contain at least 2 characters"],
    ['{Type: String, MaxLength: 2}', { P: 'abc' }, "Parameter 'P' must contain at most 2 characters"],
    ['{Type: Number}', { P: 'three' }, "Parameter 'P' must be a number."],
    ['{Type: Number, MinValue: 1}', { P: '0' }, "Parameter 'P' must be a number not less than 1"],
    ['{Type: Number, MaxValue: 3}', { P: '4' }, "Parameter 'P' must be a number not greater than 3"],
    [
      '{Type: String, MinLength: 2, ConstraintDescription: two letters}',
      { P: 'a' },
      'Parameter P failed to satisfy constraint: two letters',
    ],
    [
      '{Type: "List<AWS::EC2::Subnet::Id>"}',
      { P: 'subnet-1,subnet-gone' },
      'Parameter validation failed: parameter value subnet-gone for parameter name P does not exist. Rollback requested by user.',
    ],
    [
      '{Type: "AWS::SSM::Parameter::Value<String>"}',
      { P: '/none' },
      'Unable to fetch parameters [/none] from parameter store for this account.',
    ],
  ];
  for (const [definition, given, message] of refused) {
    it(`refuse ${JSON.stringify(given)} for ${definition}`, () => {
      assert.throws(() => value(definition, given), { code: 'ValidationError', message });
    });
  }
});
