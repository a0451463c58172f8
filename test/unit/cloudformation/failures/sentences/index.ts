import { ACCESS } from './access';
import { ACCOUNT } from './account';
import { INPUTS } from './inputs';
import { STACK } from './stack';
import { NETWORK } from './network';
import { CAPACITY } from './capacity';
import { NODES } from './nodes';
import type { Sentence } from './sentence';

export const SENTENCES: readonly Sentence[] = [
  ...ACCESS,
  ...ACCOUNT,
  ...INPUTS,
  ...STACK,
  ...NETWORK,
  ...CAPACITY,
  ...NODES,
];
