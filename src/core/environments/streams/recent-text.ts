export interface TextBounds {
  /** As much as is shown at most. */
  readonly most: number;
  /** As much as is left when more has come. */
  readonly kept: number;
}

/** A text that grows for hours and of which the end matters: it tells what to show when there is too much of it. */
export class RecentText {
  private shown = 0;
  private pieces: string[] = [];
  private length = 0;

  constructor(private readonly bounds: TextBounds) {}

  /** @returns the text that takes the place of all that is shown; `undefined` where the piece is just added to it */
  add(piece: string): string | undefined {
    this.pieces.push(piece);
    this.length += piece.length;
    this.shown += piece.length;
    this.forget();
    if (this.shown <= this.bounds.most) return undefined;
    this.shown = this.length;
    return this.pieces.join('');
  }

  clear(): void {
    [this.pieces, this.length, this.shown] = [[], 0, 0];
  }

  /** All but what is kept, with the last piece always among it. */
  private forget(): void {
    // Seldom: a line at a time, it would take longer with each.
    if (this.length <= 2 * this.bounds.kept && this.shown <= this.bounds.most) return;
    let from = 0;
    while (from < this.pieces.length - 1 && this.length > this.bounds.kept)
      this.length -= this.pieces[from++]?.length ?? 0;
    this.pieces = this.pieces.slice(from);
  }
}
