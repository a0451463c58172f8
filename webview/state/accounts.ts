import { parseRoleArn } from '../../src/core/arn';
import { loaded, type FormState } from './state';

/** The account that the user's credentials are of, and the one in which the role would create the cluster. */
export interface Accounts {
  readonly base: string;
  readonly cluster: string;
}

/** Where they differ, as in most companies; `undefined` where they do not, or one is not known yet. */
export function differentAccounts({ requests, draft }: FormState): Accounts | undefined {
  const base = loaded(requests.authenticate)?.baseAccountId ?? loaded(requests.identify)?.accountId;
  const cluster = parseRoleArn(draft.roleArn.trim())?.accountId;
  if (base === undefined || cluster === undefined || base === cluster) return undefined;
  return { base, cluster };
}
