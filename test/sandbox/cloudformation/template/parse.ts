import { isMap as isYamlMap, isSeq, parseDocument, visit, type CollectionTag, type ScalarTag } from 'yaml';
import { validationError, type Value } from './template';

/** CloudFormation's limit for a template sent inline. */
const TEMPLATE_BODY_LIMIT = 51_200;

/** `!Ref` and `!Condition` are the two whose long form has no `Fn::`. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  '!Ref': 'Ref',
  '!Condition': 'Condition',
  ...Object.fromEntries(
    ['And', 'Base64', 'Equals', 'GetAtt', 'If', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub'].map((name) => [
      `!${name}`,
      `Fn::${name}`,
    ]),
  ),
};

/** Reads a template body, JSON or YAML, with the short forms of functions written out. */
export function parseTemplateBody(body: string): Value {
  if (Buffer.byteLength(body) > TEMPLATE_BODY_LIMIT) {
    throw validationError(
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${TEMPLATE_BODY_LIMIT}`,
    );
  }
  return body.trimStart().startsWith('{') ? parseJson(body) : parseYaml(body);
}

function parseJson(body: string): Value {
  try {
    return JSON.parse(body) as Value;
  } catch {
    throw validationError('Template format error: JSON not well-formed.');
  }
}

function parseYaml(body: string): Value {
  // YAML 1.2: to CloudFormation `2012-10-17` is a string, which YAML 1.1 would read as a date.
  const document = parseDocument(body, { version: '1.2', customTags });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const accountRegion = problem.linePos?.[0];
    throw validationError(
      `Template format error: YAML not well-formed. (line ${accountRegion?.line ?? 1}, column ${accountRegion?.col ?? 1})`,
    );
  }
  visit(document, {
    Alias: () => {
      throw validationError('Template error: YAML aliases are not allowed in CloudFormation templates');
    },
  });
  return document.toJS() as Value;
}

const customTags = Object.entries(SHORT_FORMS).flatMap(([tag, long]): (ScalarTag | CollectionTag)[] => [
  { tag, resolve: (text: string) => ({ [long]: long === 'Fn::GetAtt' ? attributePath(text) : text }) },
  { tag, collection: 'seq', resolve: (node) => ({ [long]: plain(node) }) },
  { tag, collection: 'map', resolve: (node) => ({ [long]: plain(node) }) },
]);

function plain(node: unknown): unknown {
  return isSeq(node) || isYamlMap(node) ? node.toJSON() : node;
}

/** `Cluster.KubernetesNetworkConfig.ServiceIpv6Cidr`: the resource ends at the first dot. */
export function attributePath(text: string): [resource: string, attribute: string] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}
