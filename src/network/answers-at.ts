import net from 'node:net';

/** A person waits for it, and there is another way to the app. */
const LIMIT_MS = 3_000;

/**
 * Whether a connection comes about: the name resolves and somebody listens. Nothing is sent. Where the way out is a
 * proxy this says no, although a browser may reach it.
 */
export function answersAt(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve(false);
      return;
    }
    const socket = net.connect({ host, port, timeout: LIMIT_MS });
    const end = (answers: boolean) => {
      signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(answers);
    };
    const abort = () => end(false);
    signal.addEventListener('abort', abort, { once: true });
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
