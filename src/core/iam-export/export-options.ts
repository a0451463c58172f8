import type { Extra } from '../policy';
import type { Compute } from '../cluster-form/cluster-spec';

/** What can be handed to a cloud team. */
export type ExportKind =
  'roles' | 'provision-policy' | 'provision-trust' | 'assume-role-policy' | 'service-trust';

/** How it is written: IAM's own JSON, a shell script for the AWS CLI, or a CloudFormation template. */
export type ExportFormat = 'json' | 'cli' | 'cloudformation';

/** What the user types. An empty text leaves open what may be left open. */
interface ExportFields {
  /** Of the base credentials: whom the provision role trusts. */
  readonly trustedAccount: string;
  readonly externalId: string;
  /** Of the provision role and its clusters. */
  readonly account: string;
  readonly region: string;
  /** A name; in a policy also an ARN. */
  readonly provisionRole: string;
  /** A name; in a policy also an ARN, or a pattern of either. */
  readonly serviceRole: string;
  /** ARN or pattern of the key for the clusters' secrets. */
  readonly kmsKey: string;
  readonly rolePrefix: string;
}

export type ExportField = keyof ExportFields;

/** Everything that determines one generated document. */
export interface ExportOptions extends ExportFields {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly compute: readonly Compute['kind'][];
  readonly extras: readonly Extra[];
  readonly includeDelete: boolean;
  /** ARN of the boundary of every role. Empty: none. */
  readonly permissionsBoundary: string;
  /** Path of every role. Empty: `/`. */
  readonly rolePath: string;
}

interface ExportKindInfo {
  /** The first one is the usual one. */
  readonly formats: readonly [ExportFormat, ...ExportFormat[]];
  /** Whether compute modes, extras and deletion have a part in it. */
  readonly hasPolicy: boolean;
  /** What has a part in it, by format. */
  readonly fields: { readonly [F in ExportFormat]?: readonly ExportField[] };
}

const POLICY: readonly ExportField[] = ['account', 'region', 'provisionRole', 'serviceRole'];
const TRUST: readonly ExportField[] = ['trustedAccount', 'externalId'];
const ROLES = [...TRUST, ...POLICY];
const ASSUME: readonly ExportField[] = ['account', 'rolePrefix'];

/** What there is, and what each is made of. */
export const EXPORT_KINDS: { readonly [S in ExportKind]: ExportKindInfo } = {
  roles: {
    formats: ['cloudformation', 'cli'],
    hasPolicy: true,
    fields: { cloudformation: ROLES, cli: ROLES },
  },
  'provision-policy': {
    formats: ['json', 'cli', 'cloudformation'],
    hasPolicy: true,
    fields: { json: POLICY, cli: POLICY, cloudformation: POLICY },
  },
  'provision-trust': {
    formats: ['json', 'cli'],
    hasPolicy: false,
    fields: { json: TRUST, cli: [...TRUST, 'provisionRole'] },
  },
  'assume-role-policy': {
    formats: ['json', 'cli', 'cloudformation'],
    hasPolicy: false,
    fields: { json: ASSUME, cli: ASSUME, cloudformation: ASSUME },
  },
  'service-trust': {
    formats: ['json', 'cli', 'cloudformation'],
    hasPolicy: false,
    fields: { cli: ['serviceRole'], cloudformation: ['serviceRole'] },
  },
};

/** The values that have a part in what is wished for. */
export function fieldsOf({ kind, format, extras }: ExportOptions): readonly ExportField[] {
  const { fields, hasPolicy } = EXPORT_KINDS[kind];
  const usesKey = hasPolicy && extras.includes('kmsKey');
  return [...(fields[format] ?? []), ...(usesKey ? ['kmsKey' as const] : [])];
}

/** The format that is wanted, where there is that of the subject, or else the subject's usual one. */
export function supportedFormat(subject: ExportKind, wanted: ExportFormat): ExportFormat {
  const { formats } = EXPORT_KINDS[subject];
  return formats.find((format) => format === wanted) ?? formats[0];
}
