import type { Service } from '../service';
import { DRY_RUN_OPERATIONS } from './dry-runs';
import { INSTANCE_TYPE_OPERATIONS } from './instance-type-operations';
import { LAUNCH_TEMPLATE_OPERATIONS } from './launch-template-operations';
import { NETWORK_OPERATIONS } from './network-operations';
import { PLACE_OPERATIONS } from './region-operations';

/** The simulated EC2: what there is can be described; launch templates come from CloudFormation. */
export function ec2(): Service {
  return {
    signingName: 'ec2',
    operations: {
      ...PLACE_OPERATIONS,
      ...NETWORK_OPERATIONS,
      ...INSTANCE_TYPE_OPERATIONS,
      ...LAUNCH_TEMPLATE_OPERATIONS,
      ...DRY_RUN_OPERATIONS,
    },
  };
}
