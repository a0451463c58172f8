/** An output channel of VS Code's that keeps what is written to it, line by line. */
export class LogChannel {
  readonly records: string[] = [];

  /** What a reader of the file sees. */
  get lines(): readonly string[] {
    return this.records.flatMap((record) => record.split('\n'));
  }

  readonly info = (record: string) => void this.records.push(record);
  readonly warn = (record: string) => void this.records.push(record);
  readonly error = (record: string | Error) => void this.records.push(String(record));
  readonly show = () => undefined;
}
