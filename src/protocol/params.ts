import * as v from 'valibot';
import { DRAFT, TEXT } from '../core/cluster-form/read-draft';
import { exactObject } from '../core/exact-object';
import type { CheckId } from '../core/preflight/check';
import { FORM_COMMANDS, IDENTIFIERS, REVIEWS } from './messages';
import type { Params, RequestName } from './rpc';

/** More than there are checks. */
const MOST_CHECKS = 100;

const NOTHING = exactObject({});
const VPC = exactObject({ vpcId: TEXT });
/** Whether there is such a check is for pre-flight to say: it looks for those that failed. */
const CHECKS = v.pipe(v.array(TEXT as v.GenericSchema<CheckId>), v.maxLength(MOST_CHECKS));

/** What each request carries: all of it, and nothing else. */
const PARAMS: { readonly [R in RequestName]: v.GenericSchema<Params<R>> } = {
  open: NOTHING,
  identify: NOTHING,
  suggestRegions: NOTHING,
  authenticate: exactObject({ roleArn: TEXT, region: TEXT }),
  listKubernetesVersions: NOTHING,
  listServiceRoles: NOTHING,
  listKeyPairs: NOTHING,
  listVpcs: NOTHING,
  listSubnets: VPC,
  listSecurityGroups: VPC,
  listClusters: NOTHING,
  listInstanceTypes: NOTHING,
  saveDraft: exactObject({ draft: DRAFT }),
  checkAgain: NOTHING,
  create: exactObject({ draft: DRAFT, acceptedChecks: CHECKS }),
  review: exactObject({ draft: DRAFT, what: v.picklist(REVIEWS) }),
  leaveOperation: NOTHING,
  copy: exactObject({ what: v.picklist(IDENTIFIERS) }),
  run: exactObject({ command: v.picklist(FORM_COMMANDS) }),
};

/** A message that can be answered. */
export const REQUEST = v.looseObject({
  type: v.literal('request'),
  id: v.pipe(v.number(), v.safeInteger()),
  name: v.optional(v.unknown()),
  params: v.optional(v.unknown()),
});

export function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(PARAMS, name);
}

/** Whether these are the params of that request. The webview is untrusted: its types are a promise, not a fact. */
export function areParams<R extends RequestName>(name: R, params: unknown): params is Params<R> {
  return v.is(PARAMS[name], params);
}
