import type { Operations } from '../../core/operation/run/operations';
import type { KubectlAccess } from '../kubectl-access';
import { levelOptions } from '../levels';
import type { Settings } from '../settings';
import { CreateCluster } from './create-cluster';
import { documentViewer } from './document-viewer';
import { DraftCheck } from './draft-check';
import { ReviewCluster } from './review-cluster';

/** What the form does with a finished draft. Rules and templates are loaded on first use. */
export interface FormServices {
  readonly createCluster: CreateCluster;
  readonly reviewCluster: ReviewCluster;
}

export function createFormServices(deps: {
  readonly settings: Settings;
  readonly access: KubectlAccess;
  readonly operations: Operations;
}): FormServices {
  const { settings, access, operations } = deps;
  const drafts = new DraftCheck({
    levels: () => levelOptions(settings),
    scopesAt: (level, except) => settings.scopesAt(level, except),
  });
  return {
    createCluster: new CreateCluster(drafts, settings, access, operations),
    reviewCluster: new ReviewCluster(drafts, documentViewer),
  };
}
