import * as l10n from '@vscode/l10n';
import type { Check } from './check';
import { passed, failed } from './finding';

/** Whether the key pair for the nodes still exists. In Auto Mode there is none. */
export const keyPairCheck: Check = {
  id: 'keyPair',
  title: () => l10n.t('Key pair'),
  needs: ['keyPair', 'compute'],
  appliesTo: ({ keyPair, compute }) => keyPair !== '' && compute !== 'auto',
  async run({ session }, { keyPair }, signal) {
    const known = await session.options.keyPairs(signal);
    if (known.some(({ name }) => name === keyPair)) return passed(l10n.t('{0} exists.', keyPair));
    return failed(
      l10n.t('The key pair {0} does not exist in {1}.', keyPair, session.region),
      l10n.t('Choose another key pair, or none.'),
    );
  },
};
