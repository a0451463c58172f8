import type { SimulatedAws } from '../../simulated-aws';
import type { CreatedResources } from '../template/plan';
import type { OperationOnStack } from './events';
import type { Session, Stack } from './stack';

/** One run of the engine over a stack: a creation, a rollback or a deletion. */
export interface Run extends OperationOnStack {
  readonly aws: SimulatedAws;
  readonly session: Session;
}

/** What the template's functions find among the resources that are complete. */
export function createdResources(stack: Stack): CreatedResources {
  return {
    ref: (logicalId) => stack.resources.get(logicalId)?.physicalId,
    attribute: (logicalId, name) => stack.resources.get(logicalId)?.attributes[name] ?? '',
  };
}
