import * as l10n from '@vscode/l10n';
import { toSpec } from '../cluster-form/validate';
import { variantOf, templateBody } from '../template';
import type { Check } from './check';
import { passed, failed } from './finding';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_BYTES = 51_200;

/** What CloudFormation says of the template that it would be sent: its form, not yet what its values come to. */
export const templateCheck: Check = {
  id: 'template',
  title: () => l10n.t('CloudFormation template'),
  needs: [
    ...(['compute', 'otherTypes', 'system', 'addOns', 'autoAddOns'] as const),
    ...(['logTypes', 'administrators', 'labels', 'taints'] as const),
  ],
  async run({ session }, draft, signal) {
    // Without the user's own access entry: one more like the others is nothing that CloudFormation would object to.
    const body = templateBody(variantOf(toSpec(draft, { levels: [] })));
    const bytes = new TextEncoder().encode(body).length;
    if (bytes > MOST_BYTES)
      return failed(
        l10n.t('The template has {0} bytes, but CloudFormation allows at most {1}.', bytes, MOST_BYTES),
        l10n.t('Use fewer or shorter labels and taints.'),
      );
    const objection = await session.stacks.validate(body, signal);
    return objection === undefined
      ? passed(l10n.t('CloudFormation accepts the template.'))
      : failed(
          l10n.t('CloudFormation rejects the template: {0}', objection),
          l10n.t('Undo your last change under Advanced. If that does not help, please report it.'),
        );
  },
};
