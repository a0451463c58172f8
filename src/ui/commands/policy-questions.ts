import * as l10n from '@vscode/l10n';
import {
  type ExportField,
  fieldProblem,
  fieldsOf,
  firstProblem,
  supportedFormat,
  type ExportFormat,
  EXPORT_KINDS,
  policyLength,
  type ExportKind,
  type ExportOptions,
} from '../../core/iam-export';
import { EXTRA_KINDS, POLICY_LIMIT, type Extra } from '../../core/policy';
import { COMPUTE_KINDS, type Compute } from '../../core/cluster-form/cluster-spec';
import { type Answer, enterText, pickOne, pickSome, type Question } from '../multi-step-input';
import type { Item } from '../quick-item';
import { COMPUTES, EXTRAS, FIELDS, FORMATS, SUBJECTS } from './policy-texts';

type Place = Parameters<Question>[0];

/** The questions of *Generate IAM Policy…*. A step back keeps all answers. */
export class PolicyQuestions {
  /**
   * @param usual what suits most users, by what they want
   * @param chosen earlier answers of the user
   * @param onChange called with each answer, as soon as it is chosen or typed
   */
  constructor(
    private readonly usual: (subject: ExportKind) => ExportOptions,
    private chosen: Partial<ExportOptions>,
    private readonly onChange: (changed: Partial<ExportOptions>) => void,
  ) {}

  get options(): ExportOptions {
    return { ...this.usual(this.chosen.kind ?? 'provision-policy'), ...this.chosen };
  }

  /** What is asked depends on the answers so far. */
  questions(): readonly Question[] {
    const { formats, hasPolicy } = EXPORT_KINDS[this.options.kind];
    return [
      (place) => this.askSubject(place),
      ...(formats.length > 1 ? [(place: Place) => this.askFormat(formats, place)] : []),
      ...(hasPolicy ? [(place: Place) => this.askCompute(place)] : []),
      ...(fieldsOf(this.options).length > 0 ? [(place: Place) => this.askValues(place)] : []),
    ];
  }

  private async askSubject(place: Place): Promise<Answer<unknown>> {
    const items = SUBJECT_ORDER.map((subject) => ({ subject, ...SUBJECTS[subject]() }));
    const active = items.find(({ subject }) => subject === this.options.kind);
    const placeholder = l10n.t('What does your cloud team need?');
    const answer = await pickOne({ ...place, title: title(), items, active, placeholder });
    return this.keep(answer, ({ subject }) => ({
      kind: subject,
      format: supportedFormat(subject, this.options.format),
    }));
  }

  private async askFormat(formats: readonly ExportFormat[], place: Place): Promise<Answer<unknown>> {
    const items = formats.map((format) => ({ format, ...FORMATS[format]() }));
    const active = items.find(({ format }) => format === this.options.format);
    const placeholder = l10n.t('Which format?');
    const answer = await pickOne({ ...place, title: this.title(), items, active, placeholder });
    return this.keep(answer, ({ format }) => ({ format }));
  }

  private async askCompute(place: Place): Promise<Answer<unknown>> {
    const kinds = COMPUTE_KINDS.map((kind) => ({ grants: kind, ...COMPUTES[kind]() }));
    const deletion = {
      grants: 'delete' as const,
      label: l10n.t('Delete clusters'),
      detail: l10n.t('Without it, resources left by a failed cluster keep costing money.'),
    };
    const extras = EXTRA_KINDS.map((kind) => ({ grants: kind, ...EXTRAS[kind]() }));
    const { compute, extras: used, includeDelete } = this.options;
    const answer = await pickSome<ComputeItem>({
      ...place,
      title: this.title(),
      placeholder: l10n.t('What should the role be allowed to do?'),
      items: [...kinds, ...extras, deletion],
      ticked: [
        ...kinds.filter(({ grants }) => compute.includes(grants)),
        ...extras.filter(({ grants }) => used.includes(grants)),
        ...(includeDelete ? [deletion] : []),
      ],
      problem: (ticked) =>
        computeOf(ticked).length > 0 ? undefined : l10n.t('Choose at least one compute type.'),
    });
    return this.keep(answer, (ticked) => ({
      compute: computeOf(ticked),
      extras: EXTRA_KINDS.filter((kind) => ticked.some(({ grants }) => grants === kind)),
      includeDelete: ticked.some(({ grants }) => grants === 'delete'),
    }));
  }

  /** Shows what it will be made of; one Enter agrees, and each line can be changed first. */
  private async askValues(place: Place): Promise<Answer<unknown>> {
    while (true) {
      const fields = fieldsOf(this.options).map((field) => ({ field, ...this.line(field) }));
      const items: readonly ValueItem[] = [this.agreement(), ...fields];
      const answer = await pickOne({ ...place, title: this.title(), items });
      if (answer.kind !== 'next') return answer;
      const field = answer.value.field ?? firstProblem(this.options)?.field;
      if (field === undefined) return answer;
      const typed = await this.askField(field, place);
      if (typed.kind === 'cancel') return typed;
    }
  }

  private askField(field: ExportField, place: Place): Promise<Answer<string>> {
    const { label, prompt } = FIELDS[field]();
    return enterText({
      ...place,
      title: `${this.title()}: ${label}`,
      prompt,
      value: this.options[field],
      problem: (text) => fieldProblem(field, text, this.options),
      onTyping: (text) => this.change({ [field]: text.trim() }),
    });
  }

  private agreement(): ValueItem {
    const problem = firstProblem(this.options);
    const length = policyLength(this.options);
    if (problem) {
      const { label } = FIELDS[problem.field]();
      return { label: `${label} …`, icon: 'warning', detail: problem.problem };
    }
    const room = l10n.t('The policy has {0} of the {1} characters that IAM allows.', length, POLICY_LIMIT);
    return { label: l10n.t('Generate'), icon: 'check', detail: length > 0 ? room : undefined };
  }

  private line(field: ExportField): Item {
    const { label, open } = FIELDS[field]();
    return { label, description: this.options[field] || open };
  }

  private title(): string {
    return `${title()}: ${SUBJECTS[this.options.kind]().label}`;
  }

  private keep<T>(answer: Answer<T>, wishesOf: (value: T) => Partial<ExportOptions>): Answer<T> {
    if (answer.kind === 'next') this.change(wishesOf(answer.value));
    return answer;
  }

  private change(changed: Partial<ExportOptions>): void {
    this.chosen = { ...this.chosen, ...changed };
    this.onChange(changed);
  }
}

interface ComputeItem extends Item {
  readonly grants: Compute['kind'] | Extra | 'delete';
}

/** Without a field it is the one that agrees. */
interface ValueItem extends Item {
  readonly field?: ExportField;
}

const SUBJECT_ORDER = Object.keys(SUBJECTS) as ExportKind[];

function title(): string {
  return l10n.t('Generate IAM Policy');
}

function computeOf(ticked: readonly ComputeItem[]): readonly Compute['kind'][] {
  return COMPUTE_KINDS.filter((kind) => ticked.some(({ grants }) => grants === kind));
}
