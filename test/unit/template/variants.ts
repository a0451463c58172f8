import { type Compute, ADD_ONS, LOG_TYPES } from '../../../src/core/cluster-form/cluster-spec';
import { defaultVariant, type TemplateVariant } from '../../../src/core/template';

/** Shapes of one kind of compute: the plain one, and one of which everything is asked. */
export function everyShape(compute: Compute['kind']): readonly TemplateVariant[] {
  return [
    defaultVariant(compute),
    {
      ...defaultVariant(compute),
      addOns: ADD_ONS,
      logTypes: LOG_TYPES,
      administrators: 2,
      otherTypes: ['m6a.large'],
      system: 'bottlerocket',
      labels: { team: 'shop' },
      taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }],
    },
  ];
}
