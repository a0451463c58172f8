import * as l10n from '@vscode/l10n';
import type { Review, ReviewAnswer } from '../../src/protocol/messages';
import { loaded, type FormState } from './state';
import { announce, sendRequest, update, reset, sequence, withState, type Transition } from './transition';
import { goToFirstProblem, whenValid } from './when-valid';

/** *Show CloudFormation Template* and *Copy as AWS CLI*; failed pre-flight checks do not prevent it. */
export function review(what: Review): Transition {
  return whenValid(withState(({ draft }) => sendRequest('review', { draft, what })));
}

/** The host has shown it, or has found something that the form did not. */
export function reviewAnswered(answer: ReviewAnswer): Transition {
  switch (answer.kind) {
    case 'shown':
      return withState((state) => announce(reviewNote(state)));
    case 'invalid':
      return sequence(reset('review'), update({ hostErrors: answer.problems }), goToFirstProblem);
  }
}

/** What was shown last, and where; empty if nothing was shown or the form was edited since. */
export function reviewNote({ requests }: FormState): string {
  const answer = loaded(requests.review);
  if (answer?.kind !== 'shown') return '';
  switch (answer.what) {
    case 'template':
      return l10n.t('The template is open beside the form.');
    case 'commands':
      return l10n.t('Commands for the AWS CLI are on the clipboard. Run them as the provision role.');
  }
}
