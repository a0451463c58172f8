import type { Operations } from '../../core/operation/run/operations';
import type { KubectlAccess } from '../kubectl-access';
import { levelOptions } from '../levels';
import type { Settings } from '../settings';
import { CreateCluster } from './create-cluster';
import { desk } from './desk';
import { DraftCheck } from './draft-check';
import { ReviewCluster } from './review-cluster';

/** What becomes of a draft that is finished: the rules and templates for it are loaded when they are first needed. */
export interface Creation {
  readonly createCluster: CreateCluster;
  readonly reviewCluster: ReviewCluster;
}

export function newCreation(ports: {
  readonly settings: Settings;
  readonly access: KubectlAccess;
  readonly operations: Operations;
}): Creation {
  const { settings, access, operations } = ports;
  const drafts = new DraftCheck({
    levels: () => levelOptions(settings),
    scopesAt: (level, except) => settings.scopesAt(level, except),
  });
  return {
    createCluster: new CreateCluster(drafts, settings, access, operations),
    reviewCluster: new ReviewCluster(drafts, desk),
  };
}
