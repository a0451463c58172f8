import { isDeleted, type Stack } from './engine/stack';
import type { AccountRegion } from '../eks/state';
import { validationError } from './template/template';

/** All stacks of all accounts, deleted ones too. */
export class Stacks {
  readonly #all: Stack[] = [];

  add(stack: Stack): void {
    this.#all.push(stack);
  }

  /** Newest first. */
  at(accountRegion: AccountRegion): readonly Stack[] {
    return this.#all
      .filter(
        ({ accountId, region }) => accountId === accountRegion.accountId && region === accountRegion.region,
      )
      .toReversed();
  }

  /** By name as long as the stack lives, by ID forever. */
  find(accountRegion: AccountRegion, nameOrId: string): Stack | undefined {
    const stacks = this.at(accountRegion);
    return nameOrId.startsWith('arn:')
      ? stacks.find(({ id }) => id === nameOrId)
      : stacks.find((stack) => stack.name === nameOrId && !isDeleted(stack));
  }
}

/** What the operation is authorized on: a name means the ID of its stack. */
export function stackArn({ partition, region, accountId }: AccountRegion, nameOrId: string): string {
  return nameOrId.startsWith('arn:')
    ? nameOrId
    : `arn:${partition}:cloudformation:${region}:${accountId}:stack/${nameOrId}/*`;
}

export function missingStack(nameOrId: string): Error {
  return validationError(`Stack with id ${nameOrId} does not exist`);
}
