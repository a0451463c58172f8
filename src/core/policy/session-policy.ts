import { COMPUTE_KINDS } from '../cluster-form/cluster-spec';
import type { PolicyDocument } from './document';
import { CLUSTER_EXTRAS } from './extras';
import { isProbeable } from './permission';
import { permissionsFor } from './permissions';

/** Characters that sts:AssumeRole takes. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const LIMIT = 2048;

/**
 * What the form does until *Create*: it reads, and has AWS try things out. The role's own policies still say what of it
 * the session may.
 * @returns a policy document as JSON; `undefined` where it would be longer than STS takes
 */
export function readOnlySessionPolicy(): string | undefined {
  const actions = permissionsFor(COMPUTE_KINDS, CLUSTER_EXTRAS)
    .map(({ action }) => action)
    .filter(isProbeable);
  const policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: [...new Set(actions)].sort(), Resource: '*' }],
  };
  const json = JSON.stringify(policy);
  return json.length <= LIMIT ? json : undefined;
}
