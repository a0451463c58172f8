import type { EnvironmentRow } from '../../core/environments/environment-rows';
import type { EnvironmentTarget } from '../../core/environments/environment-target';

/** A row as VS Code knows it: the same object as long as the row is there, with what it shows by now. */
export class EnvironmentElement {
  constructor(public row: EnvironmentRow) {}
}

/** What a button of a notification calls a command on: there may be no row of it. */
export class CalledTarget {
  constructor(readonly target: EnvironmentTarget) {}
}
