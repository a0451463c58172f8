import { shortened } from '../foreign/shown-text';

/** As much as is kept of what a server says in one message. */
const MESSAGE_LIMIT = 2_048;

/** What a server says, or its beginning: bounded where it enters, long before it is shown. */
export function bounded(text: string, limit = MESSAGE_LIMIT): string {
  return shortened(text, limit);
}
