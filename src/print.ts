import { parseArgs, type ParseArgsConfig } from 'node:util';
import { originalPolicy, provisionPolicy, provisionTrust } from './core/policy';
import { COMPUTE_KINDS, type Compute } from './core/spec/cluster-spec';
import { templateBody } from './core/template';

// The second composition root: policies and templates for cloud teams and checks, without an editor.

const USAGE =
  'Usage: npm run -s print -- policy|trust|template [--compute managed|auto|self-managed] [--original] [--account-id ID --external-id ID]';

const OPTIONS = {
  compute: { type: 'string', default: 'managed' },
  original: { type: 'boolean', default: false },
  'create-only': { type: 'boolean', default: false },
  'service-role': { type: 'string', default: 'eks-service-role' },
  'provision-role': { type: 'string', default: 'eks-provision' },
  'account-id': { type: 'string' },
  'external-id': { type: 'string' },
  partition: { type: 'string' },
  region: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

type Options = ReturnType<typeof parse>['values'];

/** An argument that makes no sense; its message is all that the user needs. */
class UsageError extends Error {}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
}

function documentFor(args: readonly string[]): unknown {
  const { values, positionals } = parse(args);
  const [what, ...rest] = positionals;
  if (what === undefined || rest.length > 0) throw new UsageError(USAGE);
  switch (what) {
    case 'policy':
      return values.original ? originalPolicy() : policy(values);
    case 'trust':
      compute(values); // the same for every compute that there is
      return trust(values);
    case 'template':
      return JSON.parse(templateBody(compute(values)));
    default:
      throw new UsageError(`There is nothing called ${what} to print. ${USAGE}`);
  }
}

function policy(values: Options): unknown {
  return provisionPolicy({
    compute: [compute(values)],
    includeDelete: !values['create-only'],
    serviceRole: values['service-role'],
    provisionRole: values['provision-role'],
    accountId: values['account-id'],
    partition: values.partition,
    region: values.region,
  });
}

/** What the caller does not know stands there as a placeholder, which IAM refuses until it is replaced. */
function trust(values: Options): unknown {
  const accountId = values['account-id'] ?? 'YOUR-ACCOUNT-ID';
  const externalId = values['external-id'] ?? 'YOUR-EXTERNAL-ID';
  if (values['account-id'] !== undefined && !/^\d{12}$/.test(accountId))
    throw new UsageError(`${accountId} is no account ID: give its 12 digits as --account-id.`);
  if (!/^[\w+=,.@:/-]{2,1224}$/.test(externalId))
    throw new UsageError('The External ID has a form that STS refuses: copy it from EKS: Create Cluster….');
  return provisionTrust({ accountId, externalId, partition: values.partition });
}

function compute(values: Options): Compute['kind'] {
  const known = COMPUTE_KINDS.find((kind) => kind === values.compute);
  if (known) return known;
  throw new UsageError(`There is no compute called ${values.compute}; use ${COMPUTE_KINDS.join(', ')}.`);
}

/** `parseArgs` reports an unknown option or a missing value with a code of its own. */
function isUsage(error: unknown): error is Error {
  return error instanceof UsageError || (error instanceof Error && 'code' in error);
}

try {
  process.stdout.write(`${JSON.stringify(documentFor(process.argv.slice(2)), null, 2)}\n`);
} catch (error) {
  if (!isUsage(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
