import type { GeneratedDocument } from '../../core/iam-export';
import { clusterScript, clusterTemplate } from '../../core/iam-export/cluster-documents';
import type { Draft } from '../../core/cluster-form/draft';
import type { Review, ReviewAnswer } from '../../protocol/messages';
import type { DraftCheck, Provisioner } from './draft-check';

/** Where people read. */
interface DocumentViewer {
  open(generated: GeneratedDocument): Promise<void>;
  copy(text: string): Promise<void>;
}

/** Shows what *Create* would send to AWS, for a review beforehand. */
export class ReviewCluster {
  constructor(
    private readonly drafts: DraftCheck,
    private readonly viewer: DocumentViewer,
  ) {}

  async review(
    draft: Draft,
    what: Review,
    provisioner: Provisioner,
    signal: AbortSignal,
  ): Promise<ReviewAnswer> {
    const checked = await this.drafts.check(draft, provisioner, signal);
    if (checked.kind === 'invalid') return checked;
    const { provisionRole: role, session } = provisioner;
    const cluster = { spec: checked.spec, role, accountId: session.accountId };
    switch (what) {
      case 'template':
        await this.viewer.open(clusterTemplate(cluster));
        break;
      case 'commands':
        await this.viewer.copy(clusterScript(cluster).text);
        break;
    }
    return { kind: 'shown', what };
  }
}
