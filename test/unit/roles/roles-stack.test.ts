import { deepStrictEqual, rejects } from 'node:assert/strict';
import { INSTALLATION_TAG, OPERATION_TAG, ROLES_OPERATION } from '../../../src/core/naming';
import type { StackDescription } from '../../../src/core/ports/stacks';
import { FakeClock } from '../../fakes/clock';
import { FakeStacks } from '../../fakes/stacks';
import { INSTALLATION, makeWith } from './base-account';

const ARN = 'arn:aws:cloudformation:eu-central-1:111111111111:stack/eks-roles-89abcdef/1';
const FOUND: StackDescription = {
  ...{ arn: ARN, name: 'eks-roles-89abcdef', status: 'ROLLBACK_COMPLETE', parameters: {}, outputs: {} },
  tags: { [INSTALLATION_TAG]: INSTALLATION, [OPERATION_TAG]: ROLES_OPERATION },
};

describe('The stack of the roles', () => {
  it('is not deleted if its owner changed after it was found', async () => {
    const stacks = new FakeStacks(new FakeClock(), []);
    const answers = [FOUND, { ...FOUND, tags: {} }];
    const asked: string[] = [];
    stacks.describe = (stack) => {
      asked.push(stack);
      return Promise.resolve(answers.shift());
    };
    const nothing = () => Promise.resolve(undefined);
    const base = { stacks, simulate: () => Promise.resolve([]), role: nothing, roleArn: nothing };
    await rejects(makeWith(base), { code: 'roles-stack-foreign' });
    deepStrictEqual(asked, ['eks-roles-89abcdef', ARN]);
    deepStrictEqual(stacks.deleted, []);
  });
});
