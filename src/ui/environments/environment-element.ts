import type { EnvironmentRow } from '../../core/environments/environment-rows';

/** A row as VS Code knows it: the same object as long as the row is there, with what it shows by now. */
export class EnvironmentElement {
  constructor(public row: EnvironmentRow) {}
}
