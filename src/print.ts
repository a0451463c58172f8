import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UserError } from './core/errors/user-error';
import {
  type ExportField,
  firstProblem,
  generateDocument,
  EXPORT_KINDS,
  type ExportKind,
  type ExportOptions,
} from './core/iam-export';
import { partitionOf } from './core/partitions';
import { originalPolicy } from './core/policy';
import { type Compute, COMPUTE_KINDS } from './core/cluster-form/cluster-spec';
import { boundaryProblem, pathProblem } from './core/cluster-form/role-rules';
import { defaultVariant, templateBody } from './core/template';

// The second composition root: policies, roles and templates for cloud teams and checks, without an editor.

const USAGE =
  'Usage: npm run -s print -- policy|trust|assume-role|service-trust|roles|template [--compute managed|auto|self-managed]… [--create-only] [--deploy] [--original] [--format json|cli|cloudformation] [--account-id ID] [--trusted-account-id ID] [--external-id ID] [--region NAME] [--partition NAME] [--provision-role NAME] [--service-role NAME] [--role-prefix TEXT] [--kms-key ARN] [--permissions-boundary ARN] [--role-path PATH] [--image al2023|bottlerocket] [--other-type NAME]…';

const OPTIONS = {
  compute: { type: 'string', multiple: true, default: ['managed'] },
  original: { type: 'boolean', default: false },
  'create-only': { type: 'boolean', default: false },
  deploy: { type: 'boolean', default: false },
  format: { type: 'string' },
  'service-role': { type: 'string', default: 'eks-service-role' },
  'provision-role': { type: 'string', default: 'eks-provision' },
  'kms-key': { type: 'string' },
  'role-prefix': { type: 'string', default: 'eks-provision' },
  'account-id': { type: 'string', default: '' },
  'trusted-account-id': { type: 'string', default: '' },
  'external-id': { type: 'string', default: '' },
  partition: { type: 'string' },
  region: { type: 'string', default: '' },
  'permissions-boundary': { type: 'string', default: '' },
  'role-path': { type: 'string', default: '' },
  image: { type: 'string', default: 'al2023' },
  'other-type': { type: 'string', multiple: true, default: [] },
} as const satisfies ParseArgsConfig['options'];

type Options = ReturnType<typeof parse>['values'];

/** An argument that makes no sense; its message is all that the user needs. */
class UsageError extends Error {}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
}

const SUBJECTS: Readonly<Record<string, ExportKind>> = {
  policy: 'provision-policy',
  trust: 'provision-trust',
  'assume-role': 'assume-role-policy',
  'service-trust': 'service-trust',
  roles: 'roles',
};

function textFor(args: readonly string[]): string {
  const { values, positionals } = parse(args);
  const [what, ...rest] = positionals;
  if (what === undefined || rest.length > 0) throw new UsageError(USAGE);
  const kinds = values.compute.map(computeKind);
  if (what === 'template') return template(kinds.at(-1) ?? 'managed', values);
  if (what === 'policy' && values.original) return written(originalPolicy());
  const subject = SUBJECTS[what];
  if (!subject) throw new UsageError(`There is nothing called ${what} to print. ${USAGE}`);
  return generatedText(optionsFor(subject, kinds, values), values);
}

function template(compute: Compute['kind'], { image, 'other-type': otherTypes }: Options): string {
  if (image !== 'al2023' && image !== 'bottlerocket')
    throw new UsageError(`There is no image called ${image}; use al2023 or bottlerocket.`);
  return written(JSON.parse(templateBody({ ...defaultVariant(compute), system: image, otherTypes })));
}

function optionsFor(subject: ExportKind, compute: ExportOptions['compute'], values: Options): ExportOptions {
  const { formats } = EXPORT_KINDS[subject];
  const format = formats.find((known) => known === (values.format ?? formats[0]));
  if (!format) throw new UsageError(`This is written as ${formats.join(', ')}, not as ${values.format}.`);
  return {
    kind: subject,
    format,
    compute,
    extras: [
      ...(values['kms-key'] === undefined ? [] : ['kmsKey' as const]),
      ...(values.deploy ? ['deploy' as const] : []),
    ],
    includeDelete: !values['create-only'],
    permissionsBoundary: values['permissions-boundary'],
    rolePath: values['role-path'],
    trustedAccount: values['trusted-account-id'] || values['account-id'],
    account: values['account-id'],
    externalId: values['external-id'],
    region: values.region,
    provisionRole: values['provision-role'],
    serviceRole: values['service-role'],
    kmsKey: values['kms-key'] ?? '',
    rolePrefix: values['role-prefix'],
  };
}

/** The option that each value comes from. */
const OPTION_OF: { readonly [F in ExportField]: string } = {
  trustedAccount: '--trusted-account-id or --account-id',
  account: '--account-id',
  externalId: '--external-id',
  region: '--region',
  provisionRole: '--provision-role',
  serviceRole: '--service-role',
  kmsKey: '--kms-key',
  rolePrefix: '--role-prefix',
};

function generatedText(options: ExportOptions, { partition = partitionOf(options.region) }: Options): string {
  const wrong = boundaryProblem(options.permissionsBoundary, undefined) ?? pathProblem(options.rolePath);
  if (wrong) throw new UsageError(`${wrong.message} ${wrong.remedy}`);
  const found = firstProblem(options);
  if (found) throw new UsageError(`${OPTION_OF[found.field]}: ${found.problem}`);
  return generateDocument(options, { partition, accountId: options.account || undefined }).text;
}

function computeKind(text: string): Compute['kind'] {
  const known = COMPUTE_KINDS.find((kind) => kind === text);
  if (known) return known;
  throw new UsageError(`There is no compute called ${text}; use ${COMPUTE_KINDS.join(', ')}.`);
}

function written(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** `parseArgs` reports an unknown option or a missing value with a code of its own. */
function isUsage(error: unknown): error is Error {
  return (
    error instanceof UsageError || error instanceof UserError || (error instanceof Error && 'code' in error)
  );
}

try {
  process.stdout.write(textFor(process.argv.slice(2)));
} catch (error) {
  if (!isUsage(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
