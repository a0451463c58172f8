import * as vscode from 'vscode';
import { plain, shownItem, type ShownItem } from './quick-input';
import type { Item } from './quick-item';

/** How the user left one step. */
export type Answer<T> =
  | { readonly kind: 'next'; readonly value: T }
  | { readonly kind: 'back' }
  /** By Escape. */
  | { readonly kind: 'cancel' }
  /** To any other question. */
  | { readonly kind: 'jump'; readonly to: Question };

/** The title of a step, and its number among all. */
export interface Step {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

interface PickOptions<I extends Item> extends Step {
  readonly items: readonly I[];
  readonly placeholder?: string;
  /** The items with what takes a while to find out. Until then the input shows that it is busy. */
  readonly later?: Promise<readonly I[]>;
}

/** Lets the user pick one item. @param active the item that is focused at first */
export function pickOne<I extends Item>(
  choice: PickOptions<I> & { readonly active?: I },
): Promise<Answer<I>> {
  const input = createList(choice);
  if (choice.active) input.activeItems = input.items.filter(({ item }) => item === choice.active);
  if (choice.later) {
    input.busy = true;
    const show = (items: readonly I[]) => {
      replaceItems(input, items);
    };
    // Where it fails, the first items stay.
    choice.later.then(show, () => (input.busy = false));
  }
  return showAndWait(input, () => input.selectedItems[0]?.item);
}

/** The focus stays at its position. */
function replaceItems<I extends Item>(input: vscode.QuickPick<ShownItem<I>>, items: readonly I[]): void {
  const position = input.items.findIndex((item) => item === input.activeItems[0]);
  input.busy = false;
  input.items = items.map(shownItem);
  const active = input.items[position];
  if (active) input.activeItems = [active];
}

/** Lets the user select several items. @param problem why a selection is not accepted; replaces the placeholder */
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

/** Asks one question and stores the answer itself. */
export type Question = (place: Omit<Step, 'title'>) => Promise<Answer<unknown>>;

/** Several questions, one after the other. *Back* goes to the previous one; after Escape, `run` starts at the same one. */
export class MultiStepInput {
  private index = 0;

  /** @param questions read again after each answer, since they may depend on it */
  constructor(private readonly questions: () => readonly Question[]) {}

  /** @returns whether all were answered */
  async run(): Promise<boolean> {
    for (let questions = this.questions(); this.index < questions.length; questions = this.questions()) {
      const answer = await questions[this.index]?.({ step: this.index + 1, totalSteps: questions.length });
      switch (answer?.kind) {
        case 'next':
          this.index++;
          break;
        case 'back':
          this.index = Math.max(0, this.index - 1);
          break;
        case 'jump':
          this.index = Math.max(0, this.questions().indexOf(answer.to));
          break;
        case 'cancel':
        case undefined:
          return false;
      }
    }
    this.index = 0;
    return true;
  }

  /** Makes the next `run` start at this question. */
  startAt(index: number): void {
    this.index = index;
  }
}

/** Lets the user type a text. @param onTyping called with every change, so that Escape loses nothing */
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

/** Keeps the input open when the user switches to another window to look something up. */
function applyStep(
  input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] },
  step: Step,
): void {
  Object.assign(input, { title: plain(step.title), step: step.step, totalSteps: step.totalSteps });
  input.ignoreFocusOut = true;
  if (step.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
}

/** @param accepted returns the answer on Enter; `undefined` keeps the input open */
function showAndWait<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  accepted: () => T | undefined,
): Promise<Answer<T>> {
  return new Promise<Answer<T>>((resolve) => {
    input.onDidAccept(() => {
      const value = accepted();
      if (value !== undefined) resolve({ kind: 'next', value });
    });
    input.onDidTriggerButton(() => resolve({ kind: 'back' }));
    input.onDidHide(() => resolve({ kind: 'cancel' }));
    input.show();
  }).finally(() => input.dispose());
}
