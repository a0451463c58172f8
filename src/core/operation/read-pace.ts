import type { Clock } from '../ports/clock';

/** When which operation may read CloudFormation. */
export class ReadPace {
  constructor(private readonly clock: Clock) {}

  async turn(
    read: { readonly place: string; readonly id: string; readonly wanted: number },
    signal: AbortSignal,
  ): Promise<void> {
    await this.clock.sleep(read.wanted, signal);
  }

  hurry(id: string): void {
    void id;
  }
}
