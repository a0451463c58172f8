import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { nameProblem, parseApiUrl, tokenProblem } from '../../core/add-cluster/connection-input';
import { parseCaCertificate, type CaCertificate } from '../../core/add-cluster/ca-certificate';
import type { Problem } from '../../core/add-cluster/problem';
import type { Item } from '../quick-item';
import { enterText, pickOne, type Answer, type Question } from '../multi-step-input';

/** The questions about a cluster that is added by its API's URL. What was typed stays until it is added. */
export class UrlQuestions {
  name = '';
  apiUrl = '';
  caCertificate: CaCertificate | undefined;
  token = '';
  rbac = true;

  /** @param readFile throws where the file is no ordinary one */
  constructor(
    private readonly title: string,
    private readonly readFile: (path: string) => Promise<Buffer>,
  ) {}

  readonly questions: readonly Question[] = [
    (place) =>
      this.ask(place, {
        value: this.name,
        prompt: l10n.t('A name for the cluster.'),
        problem: nameProblem,
        keep: (text) => (this.name = text),
      }),
    (place) =>
      this.ask(place, {
        value: this.apiUrl,
        prompt: l10n.t('The API URL, as shown by kubectl cluster-info.'),
        problem: (text) => {
          const reading = parseApiUrl(text);
          return reading.kind === 'problem' ? reading.problem : undefined;
        },
        keep: (text) => (this.apiUrl = text),
      }),
    (place) => this.askCaCertificate(place),
    (place) =>
      this.ask(place, {
        value: this.token,
        prompt: l10n.t(
          'Token for a service account with cluster-admin rights. VS Code stores it as a secret.',
        ),
        problem: tokenProblem,
        keep: (text) => (this.token = text),
        isSecret: true,
      }),
    (place) => this.askRbac(place),
  ];

  /** Clears all answers. */
  reset(): void {
    Object.assign(this, { name: '', apiUrl: '', caCertificate: undefined, token: '', rbac: true });
  }

  private ask(
    place: Place,
    question: {
      readonly value: string;
      readonly prompt: string;
      readonly problem: (text: string) => Problem | undefined;
      readonly keep: (text: string) => void;
      readonly isSecret?: boolean;
    },
  ): Promise<Answer<unknown>> {
    const { value, prompt, isSecret, keep } = question;
    return enterText({
      ...{ ...place, title: this.title, value, prompt, isSecret },
      problem: (text) => problemText(question.problem(text)),
      onTyping: (text) => keep(text.trim()),
    });
  }

  private async askCaCertificate(place: Place, objection?: string): Promise<Answer<unknown>> {
    const kept = this.caCertificate && {
      label: l10n.t('Keep the current one'),
      icon: 'check',
      source: undefined,
    };
    const items = [...(kept ? [kept] : []), ...SOURCES.map((source) => ({ ...LABELS[source](), source }))];
    const placeholder = objection ?? l10n.t('Where is the cluster’s CA certificate?');
    const answer = await pickOne({ ...place, title: this.title, items, placeholder });
    if (answer.kind !== 'next' || answer.value.source === undefined) return answer;
    const text = await this.readCertificate(answer.value.source, place);
    if (typeof text !== 'string') return this.askCaCertificate(place, problemText(text));
    const reading = parseCaCertificate(text, Date.now());
    if (reading.kind === 'problem') return this.askCaCertificate(place, problemText(reading.problem));
    this.caCertificate = reading.certificate;
    return answer;
  }

  /** @returns `undefined` when the user changed their mind about where it is */
  private async readCertificate(
    source: CertificateSource,
    place: Place,
  ): Promise<string | Problem | undefined> {
    switch (source) {
      case 'file':
        return this.readCertificateFile();
      case 'clipboard':
        return vscode.env.clipboard.readText();
      case 'typed': {
        const prompt = l10n.t(
          'CA certificate in PEM format, from BEGIN to END, or the same encoded in Base64.',
        );
        const title = this.title;
        const problem = (text: string) => {
          const reading = parseCaCertificate(text, Date.now());
          return reading.kind === 'problem' ? problemText(reading.problem) : undefined;
        };
        const answer = await enterText({
          ...place,
          ...{ title, prompt, problem, value: '', onTyping: () => undefined },
        });
        return answer.kind === 'next' ? answer.value : undefined;
      }
    }
  }

  private async readCertificateFile(): Promise<string | Problem | undefined> {
    const [file] = (await vscode.window.showOpenDialog({ openLabel: l10n.t('Use Certificate') })) ?? [];
    if (!file) return undefined;
    try {
      return (await this.readFile(file.fsPath)).toString('latin1');
    } catch (error) {
      const { message } = error as Error;
      return {
        message: l10n.t('The file cannot be read: {0}', message),
        remedy: l10n.t('Choose another, or enter the certificate.'),
      };
    }
  }

  private async askRbac(place: Place): Promise<Answer<unknown>> {
    const items = [
      {
        label: l10n.t('RBAC is enabled'),
        detail: l10n.t('The default in almost every cluster.'),
        rbac: true,
      },
      {
        label: l10n.t('RBAC is off'),
        detail: l10n.t(
          'No role bindings are created. The cluster’s own authorizer decides what service accounts are allowed to do, often everything.',
        ),
        rbac: false,
      },
    ];
    const active = items.find(({ rbac }) => rbac === this.rbac);
    const placeholder = l10n.t('Does the cluster use role-based access control?');
    const answer = await pickOne({ ...place, title: this.title, items, active, placeholder });
    if (answer.kind === 'next') this.rbac = answer.value.rbac;
    return answer;
  }
}

type Place = Parameters<Question>[0];

const SOURCES = ['file', 'clipboard', 'typed'] as const;
type CertificateSource = (typeof SOURCES)[number];

const LABELS: { readonly [S in CertificateSource]: () => Item } = {
  file: () => ({ label: l10n.t('In a file…'), icon: 'file' }),
  clipboard: () => ({ label: l10n.t('In the clipboard'), icon: 'clippy' }),
  typed: () => ({ label: l10n.t('Enter it…'), icon: 'edit' }),
};

function problemText(problem: Problem | undefined): string | undefined {
  return problem && `${problem.message} ${problem.remedy}`;
}
