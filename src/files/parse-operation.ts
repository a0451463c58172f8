import type { Operation } from '../core/operation/operation';
import { COMPUTE_KINDS, ENDPOINT_ACCESSES, FAILURE_POLICIES } from '../core/spec/cluster-spec';

type Shape = 'string' | 'number' | 'boolean' | 'list' | readonly string[] | { readonly [key: string]: Shape };

/** What every operation has, down to what decides how it goes on. A list stands for one of its words. */
const EVERY_OPERATION = {
  id: 'string',
  startedAt: 'number',
  attempt: 'number',
  clusterName: 'string',
  role: {
    roleArn: 'string',
    region: 'string',
    base: { kind: ['default', 'profile', 'accessKey', 'instanceProfile'] },
  },
  accountId: 'string',
  partition: 'string',
  target: {
    level: { kind: ['folder', 'workspace', 'user'] },
    kubeconfigPath: 'string',
  },
  notes: 'list',
} as const satisfies Shape;

const BY_KIND: { readonly [K in Operation['kind']]: Shape } = {
  create: {
    ...EVERY_OPERATION,
    kind: ['create'],
    target: {
      ...EVERY_OPERATION.target,
      credential: { kind: ['aws-cli', 'service-account'] },
      setCurrentContext: 'boolean',
    },
    spec: {
      name: 'string',
      serviceRoleArn: 'string',
      vpcId: 'string',
      compute: { kind: COMPUTE_KINDS },
      endpoint: { access: ENDPOINT_ACCESSES },
      logTypes: 'list',
      addOns: 'list',
      administrators: 'list',
      onFailure: FAILURE_POLICIES,
    },
    stack: { step: ['requested', 'continuing', 'watching', 'complete', 'failed'] },
    clusterConfigured: 'boolean',
    attached: 'boolean',
  },
  delete: {
    ...EVERY_OPERATION,
    kind: ['delete'],
    owner: 'string',
    stack: { step: ['requested', 'watching', 'gone', 'failed'] },
    attached: 'boolean',
  },
};

/** One more whenever an older version could no longer go on with what a newer one wrote. */
const VERSION = 1;

export function serializeOperation(operation: Operation): string {
  return `${JSON.stringify({ version: VERSION, ...operation }, null, 2)}\n`;
}

/** `undefined` when the text is not an operation of this version. */
export function parseOperation(text: string): Operation | undefined {
  const { version, ...operation } = parseJson(text) ?? {};
  if (version !== VERSION) return undefined;
  const isOne = Object.values(BY_KIND).some((shape) => fits(operation, shape));
  return isOne ? (operation as unknown as Operation) : undefined;
}

/** Whether a later version of this extension wrote it. */
export function isNewer(text: string): boolean {
  const version = parseJson(text)?.['version'];
  return typeof version === 'number' && version > VERSION;
}

function parseJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function fits(value: unknown, shape: Shape): boolean {
  if (shape === 'list') return Array.isArray(value);
  if (typeof shape === 'string') return typeof value === shape;
  if (isWords(shape)) return typeof value === 'string' && shape.includes(value);
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([key, inner]) => fits(fields[key], inner));
}

function isWords(shape: Exclude<Shape, string>): shape is readonly string[] {
  return Array.isArray(shape);
}
