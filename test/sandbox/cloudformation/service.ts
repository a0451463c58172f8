import type { Service } from '../service';
import type { SimulatedAws } from '../simulated-aws';
import { createStackOperation } from './operations/create-stack';
import { deleteStackOperation, terminationProtectionOperation } from './operations/delete-stack';
import { describeOperations } from './operations/describe';
import { updateStackOperation } from './operations/update-stack';
import { validateTemplate } from './operations/validate-template';
import { Stacks } from './stacks';

/** The simulated CloudFormation. */
export function cloudFormation(aws: SimulatedAws): Service {
  const stacks = new Stacks();
  return {
    signingName: 'cloudformation',
    operations: {
      CreateStack: createStackOperation(aws, stacks),
      UpdateStack: updateStackOperation(aws, stacks),
      DeleteStack: deleteStackOperation(aws, stacks),
      UpdateTerminationProtection: terminationProtectionOperation(stacks),
      ValidateTemplate: validateTemplate,
      ...describeOperations(stacks),
    },
  };
}
