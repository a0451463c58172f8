import type { Service } from '../service';
import type { World } from '../world';
import { createStackOperation } from './operations/create-stack';
import { deleteStackOperation, terminationProtectionOperation } from './operations/delete-stack';
import { describeOperations } from './operations/describe';
import { updateStackOperation } from './operations/update-stack';
import { validateTemplate } from './operations/validate-template';
import { Stacks } from './stacks';

/** The simulated CloudFormation. */
export function cloudFormation(world: World): Service {
  const stacks = new Stacks();
  return {
    signingName: 'cloudformation',
    operations: {
      CreateStack: createStackOperation(world, stacks),
      UpdateStack: updateStackOperation(world, stacks),
      DeleteStack: deleteStackOperation(world, stacks),
      UpdateTerminationProtection: terminationProtectionOperation(stacks),
      ValidateTemplate: validateTemplate,
      ...describeOperations(stacks),
    },
  };
}
