import * as l10n from '@vscode/l10n';
import type { IniProblem } from './ini';

/** Why the AWS CLI refuses a config file, in a sentence. */
export function describeProblem({ line, kind }: IniProblem): string {
  switch (kind) {
    case 'byteOrderMark':
      return l10n.t('The file begins with a byte order mark: save it as UTF-8 without BOM.');
    case 'noSection':
      return l10n.t('Line {0} is above the first section.', line);
    case 'notASetting':
      return l10n.t('Line {0} is neither a section nor a setting.', line);
    case 'sectionTwice':
      return l10n.t('Line {0} repeats a section header.', line);
    case 'keyTwice':
      return l10n.t('Line {0} sets a key that its section already has.', line);
    case 'notNested':
      return l10n.t('The indented lines below line {0} are not settings.', line);
  }
}
