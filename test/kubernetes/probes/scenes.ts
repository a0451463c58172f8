import { discovery } from './discovery';
import { lists } from './lists';
import { lives } from './life';
import { subresources } from './pods';
import type { Scene } from './probe';
import { recorded } from './recorded';
import { refusals } from './refusals';
import { rights } from './rights';

/** All that both servers are asked. */
export const SCENES: readonly Scene[] = [
  discovery,
  lists,
  rights,
  refusals,
  subresources,
  ...lives,
  ...recorded,
];
