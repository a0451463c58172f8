import * as vscode from 'vscode';
import { plain, shownItem, type ShownItem } from './quick-input';
import type { Item } from './quick-item';

/** What became of one question of several. */
export type Answer<T> =
  | { readonly kind: 'given'; readonly value: T }
  | { readonly kind: 'back' }
  /** By Escape. */
  | { readonly kind: 'left' };

/** Where a question stands among the others. */
export interface Step {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

interface PickOptions<I extends Item> extends Step {
  readonly items: readonly I[];
  readonly placeholder?: string;
}

/** Has one item chosen. @param active the item that Enter takes */
export function pickOne<I extends Item>(
  choice: PickOptions<I> & { readonly active?: I },
): Promise<Answer<I>> {
  const input = createList(choice);
  if (choice.active) input.activeItems = input.items.filter(({ item }) => item === choice.active);
  return showAndWait(input, () => input.selectedItems[0]?.item);
}

/** Has items ticked. @param problem why these do not do; shown in place of the placeholder */
export function pickSome<I extends Item>(
  choice: PickOptions<I> & {
    readonly ticked: readonly I[];
    readonly problem: (ticked: readonly I[]) => string | undefined;
  },
): Promise<Answer<readonly I[]>> {
  const input = createList(choice);
  input.canSelectMany = true;
  input.selectedItems = input.items.filter(({ item }) => choice.ticked.includes(item));
  return showAndWait(input, () => {
    const ticked = input.selectedItems.map(({ item }) => item);
    const problem = choice.problem(ticked);
    input.placeholder = plain(problem ?? choice.placeholder);
    return problem === undefined ? ticked : undefined;
  });
}

/** Asks one question; what it is given, the question keeps itself. */
export type Question = (place: Omit<Step, 'title'>) => Promise<Answer<unknown>>;

/** Several questions, one after the other; *Back* goes to the one before. Who left by Escape goes on where that was. */
export class MultiStepInput {
  private index = 0;

  /** @param questions are told anew after each answer, which they may depend on */
  constructor(private readonly questions: () => readonly Question[]) {}

  /** @returns whether all were answered */
  async run(): Promise<boolean> {
    for (let questions = this.questions(); this.index < questions.length; questions = this.questions()) {
      const answer = await questions[this.index]?.({ step: this.index + 1, totalSteps: questions.length });
      switch (answer?.kind) {
        case 'given':
          this.index++;
          break;
        case 'back':
          this.index = Math.max(0, this.index - 1);
          break;
        case 'left':
        case undefined:
          return false;
      }
    }
    this.index = 0;
    return true;
  }

  /** Goes on with that question the next time. */
  startAt(index: number): void {
    this.index = index;
  }
}

/** Has a text typed. @param onTyping is told of every change, so that Escape loses nothing */
export function enterText(
  question: Step & {
    readonly value: string;
    readonly prompt: string;
    readonly problem: (text: string) => string | undefined;
    readonly onTyping: (text: string) => void;
    /** Shown as dots. */
    readonly isSecret?: boolean;
  },
): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  applyStep(input, question);
  input.value = question.value;
  input.prompt = plain(question.prompt);
  input.password = question.isSecret ?? false;
  const check = () => (input.validationMessage = plain(question.problem(input.value.trim())));
  input.onDidChangeValue((text) => {
    question.onTyping(text);
    check();
  });
  return showAndWait(input, () => (check() === undefined ? input.value.trim() : undefined));
}

function createList<I extends Item>(choice: PickOptions<I>): vscode.QuickPick<ShownItem<I>> {
  const input = vscode.window.createQuickPick<ShownItem<I>>();
  applyStep(input, choice);
  input.placeholder = plain(choice.placeholder);
  input.matchOnDetail = true;
  input.items = choice.items.map(shownItem);
  return input;
}

/** Looking something up in another window is no answer, so it stays open. */
function applyStep(
  input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] },
  step: Step,
): void {
  Object.assign(input, { title: plain(step.title), step: step.step, totalSteps: step.totalSteps });
  input.ignoreFocusOut = true;
  if (step.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
}

/** @param accepted what Enter gives; `undefined` keeps the question open */
function showAndWait<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  accepted: () => T | undefined,
): Promise<Answer<T>> {
  return new Promise<Answer<T>>((resolve) => {
    input.onDidAccept(() => {
      const value = accepted();
      if (value !== undefined) resolve({ kind: 'given', value });
    });
    input.onDidTriggerButton(() => resolve({ kind: 'back' }));
    input.onDidHide(() => resolve({ kind: 'left' }));
    input.show();
  }).finally(() => input.dispose());
}
