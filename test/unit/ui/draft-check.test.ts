import { deepStrictEqual, rejects } from 'node:assert/strict';
import type { Draft } from '../../../src/core/cluster-form/draft';
import { AwsError, type OptionsPort } from '../../../src/core/ports/aws';
import { DraftCheck, type Provisioner } from '../../../src/ui/form/draft-check';
import { DRAFT } from '../cluster-form/draft';

/** What the host makes of a draft when AWS answers the question for versions like this; other lists are denied. */
function check(draft: Partial<Draft>, answer: AwsError) {
  const denied = () => Promise.reject(new AwsError('denied', 'AccessDenied', 'not authorized'));
  const options: Partial<OptionsPort> = {
    ...{ vpcs: denied, subnets: denied, securityGroups: denied, keyPairs: denied, instanceTypes: denied },
    kubernetesVersions: () => Promise.reject(answer),
  };
  const session = { accountId: '222222222222', partition: 'aws', region: DRAFT.region, options };
  const provisionRole = { roleArn: DRAFT.roleArn, region: DRAFT.region, base: { kind: 'default' } };
  const own = { kind: 'role', name: 'developer' };
  const provisioner = { provisionRole, session, ownPrincipal: own } as unknown as Provisioner;
  const configured = { levels: () => [], scopesAt: () => [] };
  return new DraftCheck(configured).check({ ...DRAFT, ...draft }, provisioner, new AbortController().signal);
}

describe('The check of a draft at Create', () => {
  const busy = new AwsError('throttled', 'ThrottlingException', 'Rate exceeded');
  const denied = new AwsError('denied', 'AccessDenied', 'not authorized');

  it('does not leave out Metrics Server only because AWS did not answer: it says so', async () => {
    await rejects(check({ addOns: ['metrics-server'] }, busy), busy);
    await rejects(check({ compute: 'auto', autoAddOns: ['metrics-server'] }, busy), busy);
  });

  it('goes by what is known where Metrics Server is not wanted, or the role may never ask', async () => {
    const kinds = [
      await check({ addOns: [] }, busy),
      await check({ addOns: ['metrics-server'] }, denied),
    ].map(({ kind }) => kind);
    // Without a level; that is another matter.
    deepStrictEqual(kinds, ['invalid', 'invalid']);
  });
});
