import { homedir, userInfo } from 'node:os';
import type { Machine } from '../core/environment';

/** The variables of the extension host, and the home folder: an empty `HOME` is none. */
export const thisMachine: Machine = {
  env: process.env,
  get home() {
    return homedir() || userInfo().homedir;
  },
};
