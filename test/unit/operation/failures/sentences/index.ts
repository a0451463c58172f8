import { ACCESS } from './access';
import { ACCOUNT } from './account';
import { STACK } from './stack';
import { NETWORK } from './network';
import { CAPACITY } from './capacity';
import { NODES } from './nodes';
import type { Sentence } from './sentence';

export const SENTENCES: readonly Sentence[] = [
  ...ACCESS,
  ...ACCOUNT,
  ...STACK,
  ...NETWORK,
  ...CAPACITY,
  ...NODES,
];
