/** Tells what is wrong with a text, in the words of k8s.io/apimachinery/pkg/util/validation; nothing if it is right. */
export type Format = (text: string) => readonly string[];

const NAME_PART = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_PART = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const MAX_LABEL = 63;
const MAX_SUBDOMAIN = 253;

/** `example.com`: most names. */
export const subdomain: Format = (text) =>
  sized(text, MAX_SUBDOMAIN, {
    pattern: `${LABEL_PART}(\\.${LABEL_PART})*`,
    rule: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    examples: ['example.com'],
  });

/** `my-name`: names of namespaces and containers. */
export const label: Format = (text) =>
  text.includes('.')
    ? ['must not contain dots']
    : sized(text, MAX_LABEL, {
        pattern: LABEL_PART,
        rule: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
        examples: ['my-name', '123-abc'],
      });

/** `my-name`, and no digit first: names of services. */
export const serviceName: Format = (text) =>
  sized(text, MAX_LABEL, {
    pattern: '[a-z]([-a-z0-9]*[a-z0-9])?',
    rule: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
    examples: ['my-name', 'abc-123'],
  });

/** What only has to fit into a path: names of roles and their bindings. */
export const pathSegment: Format = (text) => {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%'].filter((part) => text.includes(part)).map((part) => `may not contain '${part}'`);
};

/** `example.com/name`: keys of labels and annotations. */
export const qualifiedKey: Format = (text) => {
  const [first = '', second, ...more] = text.split('/');
  const rule =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  const examples = ['MyName', 'my.name', '123-abc'];
  if (more.length > 0)
    return [
      `a qualified name ${rule}${hint(NAME_PART, examples)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const name = second ?? first;
  const prefixFaults =
    second === undefined ? [] : prefixed(first === '' ? ['must be non-empty'] : subdomain(first));
  if (name === '')
    return [...prefixFaults, 'name part must be non-empty', `name part ${rule}${hint(NAME_PART, examples)}`];
  return [
    ...prefixFaults,
    ...sized(name, MAX_LABEL, { pattern: NAME_PART, rule: `name part ${rule}`, examples }, 'name part '),
  ];
};

export const labelValue: Format = (text) =>
  sized(text, MAX_LABEL, {
    pattern: `(${NAME_PART})?`,
    rule: "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    examples: ['MyValue', 'my_value', '12345'],
  });

/** Keys of the data of Secrets and ConfigMaps, which become names of files. */
export const dataKey: Format = (text) => {
  if (text === '.' || text === '..') return [`must not be '${text}'`];
  if (text.startsWith('..')) return ["must not start with '..'"];
  return sized(text, MAX_SUBDOMAIN, {
    pattern: '[-._a-zA-Z0-9]+',
    rule: "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
    examples: ['key.name', 'KEY_NAME', 'key-name'],
  });
};

export const variableName: Format = (text) =>
  /^[ -<>-~]+$/.test(text)
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];

interface Pattern {
  readonly pattern: string;
  readonly rule: string;
  readonly examples: readonly string[];
}

function sized(text: string, length: number, { pattern, rule, examples }: Pattern, part = ''): string[] {
  return [
    ...(text.length > length ? [`${part}must be no more than ${length} characters`] : []),
    ...(new RegExp(`^(?:${pattern})$`).test(text) ? [] : [rule + hint(pattern, examples)]),
  ];
}

/** With the two spaces that Kubernetes has after the comma. */
function hint(pattern: string, examples: readonly string[]): string {
  const quoted = examples.map((example) => `'${example}'`).join(',  or ');
  return ` (e.g. ${quoted}, regex used for validation is '${pattern}')`;
}

function prefixed(sentences: readonly string[]): string[] {
  return sentences.map((sentence) => `prefix part ${sentence}`);
}
