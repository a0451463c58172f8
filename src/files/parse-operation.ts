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

/** `undefined` when the text is not an operation: the file was damaged, or is of another version. */
export function parseOperation(text: string): Operation | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return Object.values(BY_KIND).some((shape) => fits(value, shape)) ? (value as Operation) : undefined;
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
