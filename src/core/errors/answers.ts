import * as l10n from '@vscode/l10n';
import type { AnswerFault } from './answer';

type Unusable = Exclude<AnswerFault, { kind: 'redirect' | 'endless-list' }>;

/** Rows of the catalogue on answers that are not taken. */
export const ANSWER_ERRORS = {
  'answer-redirected': (p: { host: string; target: string }) => ({
    message: l10n.t('{0} redirects to {1}. Credentials are not sent there.', p.host, p.target),
    remedy: l10n.t(
      'Check the API URL or the AWS endpoint, and whether a proxy requires you to sign in, then try again.',
    ),
  }),
  'answer-unusable': (p: { host: string; fault: Unusable }) => ({
    message: l10n.t('The answer from {0} cannot be used: {1}', p.host, describeFault(p.fault)),
    remedy: l10n.t(
      'Check that {0} is the server you expect and that no proxy responds in its place.',
      p.host,
    ),
  }),
  'list-endless': (p: { host: string; pages: number }) => ({
    message: l10n.t('{0} returned a list without an end. Reading stopped after {1} pages.', p.host, p.pages),
    remedy: l10n.t(
      'Check that {0} is the server you expect and that no proxy responds in its place.',
      p.host,
    ),
  }),
} as const;

function describeFault(fault: Unusable): string {
  switch (fault.kind) {
    case 'too-large':
      return l10n.t('it is larger than {0} KB.', Math.round(fault.bytes / 1024));
    case 'headers-too-large':
      return l10n.t('its headers are too large.');
    case 'compressed':
      return l10n.t('it is compressed.');
    case 'too-deep':
      return l10n.t('it is nested too deeply.');
    case 'not-http':
      return l10n.t('it is not HTTP.');
    case 'foreign':
      return l10n.t('it comes from a different kind of server.');
  }
}
