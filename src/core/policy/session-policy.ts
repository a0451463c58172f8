import { COMPUTE_KINDS } from '../spec/cluster-spec';
import type { PolicyDocument } from './document';
import type { Feature } from './features';
import { permissionsFor } from './permissions';

/** Characters that sts:AssumeRole takes. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const LIMIT = 2048;

/** What the form does until *Create*: it reads, and has AWS try things out. */
const READING: readonly Feature[] = ['form', 'preflight'];

/**
 * Takes from a session all that could change anything: the role's own policies still say what of the rest it may.
 * @returns a policy document as JSON; `undefined` where it would be longer than STS takes
 */
export function readingSessionPolicy(): string | undefined {
  const reading = permissionsFor(COMPUTE_KINDS).filter(({ features }) =>
    features.some((feature) => READING.includes(feature)),
  );
  const actions = [...new Set(reading.map(({ action }) => action))].sort();
  const policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  };
  const json = JSON.stringify(policy);
  return json.length <= LIMIT ? json : undefined;
}
