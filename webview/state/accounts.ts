import { parseRoleArn } from '../../src/core/arn';
import { loaded, type FormState } from './state';

/** The account that the user's credentials belong to, and the account of the role, where the cluster is created. */
export interface Accounts {
  readonly base: string;
  readonly cluster: string;
}

/** Both accounts if they differ, as in most companies; `undefined` if they are the same or not known yet. */
export function differentAccounts({ requests, draft }: FormState): Accounts | undefined {
  const base = loaded(requests.authenticate)?.baseAccountId ?? loaded(requests.identify)?.accountId;
  const cluster = parseRoleArn(draft.roleArn.trim())?.accountId;
  if (base === undefined || cluster === undefined || base === cluster) return undefined;
  return { base, cluster };
}
