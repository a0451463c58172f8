import { bounded } from '../core/errors/bounded';

/** Some kilobytes that only STS can read, and only where none of them is missing. */
const ENCODED = /Encoded authorization failure message: [\w-]{1,10240}={0,2}/;

/** What AWS, or somebody through AWS, says: as much of it as is kept. */
export function boundedMessage(message: string): string {
  const encoded = ENCODED.exec(message);
  if (!encoded) return bounded(message);
  const [whole] = encoded;
  const before = message.slice(0, encoded.index);
  return bounded(before) + whole + bounded(message.slice(encoded.index + whole.length));
}
