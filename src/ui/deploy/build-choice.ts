import { BUILD_TOOLS, type BuildChoice } from '../../core/ports/build';
import { ownSetting } from '../own-setting';

/** What builds on this machine, by the user's own settings: they name programs and their arguments. */
export function buildChoice(): BuildChoice {
  const named = ownSetting('build.tool');
  const given = ownSetting('build.arguments');
  return {
    tool: BUILD_TOOLS.find((tool) => tool === named) ?? 'auto',
    arguments: Array.isArray(given) ? given.filter((each) => typeof each === 'string') : [],
  };
}
