import { once } from 'node:events';
import { ExecError, type Terminal, type TerminalSize } from './runtime';

const SHELLS: readonly string[] = ['sh', '/bin/sh'];
const END_OF_INPUT = '\x04';
const INTERRUPT = '\x03';
const ERASE: readonly string[] = ['\x7f', '\b'];
const PROMPT = '$ ';

/** A shell that knows a few words and touches nothing: echo, cat, env, hostname, stty size, true, false, exit. */
export class SimulatedShell {
  #size: TerminalSize = { width: 80, height: 24 };
  readonly #environment: Readonly<Record<string, string>>;
  readonly #terminal: Terminal;

  constructor(environment: Readonly<Record<string, string>>, terminal: Terminal) {
    this.#environment = environment;
    this.#terminal = terminal;
    terminal.onResize((size) => (this.#size = size));
  }

  /** @returns the exit code @throws {ExecError} for programs that are not in the image */
  async run([program = '', ...words]: readonly string[]): Promise<number> {
    if (!SHELLS.includes(program)) {
      if (!(program in this.#words)) throw new ExecError(notFound(program));
      return this.#words[program]?.(words) ?? 0;
    }
    const script = words[words.indexOf('-c') + 1];
    if (words.includes('-c')) return this.#script(script ?? '');
    return this.#terminal.isTty ? this.#interactive() : this.#fromInput();
  }

  readonly #words: Readonly<Record<string, (words: readonly string[]) => number | Promise<number>>> = {
    echo: (words) => this.#print(`${words.map((word) => this.#expanded(word)).join(' ')}\n`),
    hostname: () => this.#print(`${this.#environment.HOSTNAME ?? ''}\n`),
    env: () =>
      this.#print(
        Object.entries(this.#environment)
          .map(([name, value]) => `${name}=${value}\n`)
          .join(''),
      ),
    stty: () => this.#print(`${this.#size.height} ${this.#size.width}\n`),
    true: () => 0,
    false: () => 1,
    cat: () => this.#cat(),
    sleep: () => this.#untilGone(),
  };

  async #script(script: string): Promise<number> {
    let code = 0;
    for (const line of script.split(/[;\n]|&&/)) {
      const [word = '', ...rest] = words(line);
      if (word === '' || word === 'exec') continue;
      if (word === 'exit') return Number(rest[0] ?? code);
      code = await this.#command(word, rest);
    }
    return code;
  }

  #command(word: string, rest: readonly string[]): number | Promise<number> {
    const run = this.#words[word];
    if (run && rest.includes('>&2')) {
      this.#terminal.errors.write(`${rest.filter((each) => each !== '>&2').join(' ')}\n`);
      return 0;
    }
    if (run) return run(rest);
    this.#terminal.errors.write(this.#lines(`sh: ${word}: not found\n`));
    return 127;
  }

  async #fromInput(): Promise<number> {
    let script = '';
    for await (const chunk of this.#terminal.input) script += String(chunk);
    return this.#script(script);
  }

  /** Echoes what is typed, as a terminal does, and runs each line. */
  async #interactive(): Promise<number> {
    const { input, output } = this.#terminal;
    let line = '';
    let code = 0;
    output.write(PROMPT);
    for await (const chunk of input)
      for (const key of String(chunk)) {
        if (key === END_OF_INPUT && line === '') return code;
        if (key === INTERRUPT) {
          output.write(`^C\r\n${PROMPT}`);
          line = '';
        } else if (ERASE.includes(key)) {
          if (line !== '') output.write('\b \b');
          line = line.slice(0, -1);
        } else if (key !== '\r' && key !== '\n') {
          output.write(key);
          line += key;
        } else {
          output.write('\r\n');
          const [word = '', ...rest] = words(line);
          line = '';
          if (word === 'exit') return Number(rest[0] ?? code);
          if (word !== '') code = await this.#command(word, rest);
          output.write(PROMPT);
        }
      }
    return code;
  }

  async #cat(): Promise<number> {
    for await (const chunk of this.#terminal.input) this.#terminal.output.write(chunk);
    return 0;
  }

  async #untilGone(): Promise<number> {
    if (!this.#terminal.signal.aborted) await once(this.#terminal.signal, 'abort');
    return 137;
  }

  #print(text: string): number {
    this.#terminal.output.write(this.#lines(text));
    return 0;
  }

  /** A terminal goes to the beginning of a line only if it is told. */
  #lines(text: string): string {
    return this.#terminal.isTty ? text.replaceAll('\n', '\r\n') : text;
  }

  #expanded(word: string): string {
    return word.replaceAll(/\$\{?(\w+)\}?/g, (_all, name: string) => this.#environment[name] ?? '');
  }
}

function words(line: string): readonly string[] {
  return (line.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll(/^["']|["']$/g, ''));
}

/** Unverified: of public reports. */
function notFound(program: string): string {
  return `OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": executable file not found in $PATH`;
}
