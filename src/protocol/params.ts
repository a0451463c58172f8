import { isDraft, isText } from '../core/cluster-form/read-draft';
import type { FormCommand, Review } from './messages';
import type { Params, RequestName } from './rpc';

type Shape<P> = { readonly [K in keyof P]: (value: unknown) => boolean };

/** More than there are checks. */
const MOST_CHECKS = 100;

const RUNNABLE = [
  'configureAuthentication',
  'signIn',
  'createRoles',
  'openServiceQuotas',
  'setExternalId',
  'generatePolicy',
  'openFolder',
  'showOperation',
  'cancelOperation',
  'retryOperation',
  'deleteFailedCluster',
  'keepResources',
  'showLog',
] as const satisfies readonly FormCommand[];
const REVIEWS = ['template', 'commands'] as const satisfies readonly Review[];
const IDENTIFIERS = ['accountId', 'externalId'] as const;

const oneOf = (words: readonly string[]) => (value: unknown) => words.some((word) => word === value);
const texts = (value: unknown) => Array.isArray(value) && value.length <= MOST_CHECKS && value.every(isText);

const NOTHING = {};
const DRAFT = { draft: isDraft };
const VPC = { vpcId: isText };

/** What each request carries: all of it, and nothing else. */
const PARAMS: { readonly [R in RequestName]: Shape<Params<R>> } = {
  open: NOTHING,
  identify: NOTHING,
  suggestRegions: NOTHING,
  authenticate: { roleArn: isText, region: isText },
  listKubernetesVersions: NOTHING,
  listServiceRoles: NOTHING,
  listKeyPairs: NOTHING,
  listVpcs: NOTHING,
  listSubnets: VPC,
  listSecurityGroups: VPC,
  listClusters: NOTHING,
  listInstanceTypes: NOTHING,
  saveDraft: DRAFT,
  checkAgain: NOTHING,
  create: { ...DRAFT, acceptedChecks: texts },
  review: { ...DRAFT, what: oneOf(REVIEWS) },
  leaveOperation: NOTHING,
  copy: { what: oneOf(IDENTIFIERS) },
  run: { command: oneOf(RUNNABLE) },
};

export function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(PARAMS, name);
}

/** Whether these are the params of that request. The webview is untrusted: its types are a promise, not a fact. */
export function areParams<R extends RequestName>(name: R, params: unknown): params is Params<R> {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return false;
  const shape = Object.entries<(value: unknown) => boolean>(PARAMS[name]);
  const values = params as Readonly<Record<string, unknown>>;
  return (
    Object.keys(values).length === shape.length &&
    shape.every(([key, fits]) => Object.hasOwn(values, key) && fits(values[key]))
  );
}
