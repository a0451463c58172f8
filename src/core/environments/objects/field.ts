/** Names and labels of Kubernetes have at most 253 characters. */
const NAME_LIMIT = 256;
/** The messages of events have at most 1,024; those of containers may have 4,096. */
const MESSAGE_LIMIT = 4_096;
const LIST_LIMIT = 1_000;
const TABLE_LIMIT = 100;

/**
 * A value in an object that somebody else wrote. Reading never throws, whatever it is, and takes no more of it than
 * Kubernetes itself would: what is missing or of another type is empty.
 */
export class Field {
  constructor(private readonly value: unknown) {}

  /** As it came, for another reader. */
  get raw(): unknown {
    return this.value;
  }

  at(...path: readonly string[]): Field {
    let { value } = this;
    for (const name of path) value = hasOwn(value, name) ? value[name] : undefined;
    return new Field(value);
  }

  get isPresent(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** A short text, such as a name. */
  name(): string {
    return textOf(this.value, NAME_LIMIT);
  }

  /** A sentence. */
  message(): string {
    return textOf(this.value, MESSAGE_LIMIT);
  }

  number(): number | undefined {
    return typeof this.value === 'number' && Number.isFinite(this.value) ? this.value : undefined;
  }

  /** A port or quantity, which may be a number or a text. */
  numberOrName(): string {
    return typeof this.value === 'number' ? String(this.value) : this.name();
  }

  flag(): boolean {
    return this.value === true;
  }

  /** Milliseconds since the epoch. */
  time(): number | undefined {
    const time = Date.parse(this.name());
    return Number.isNaN(time) ? undefined : time;
  }

  /** @param most what is beyond is left out */
  list(most = LIST_LIMIT): readonly Field[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.slice(0, most).map((item: unknown) => new Field(item));
  }

  /** Labels, for example. @param names those alone */
  table(names?: readonly string[]): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    if (typeof this.value !== 'object' || this.value === null) return found;
    for (const name of names ?? Object.keys(this.value).slice(0, TABLE_LIMIT)) {
      const text = this.at(name).name();
      if (name.length <= NAME_LIMIT * 2 && (text !== '' || this.at(name).isPresent)) found.set(name, text);
    }
    return found;
  }
}

function hasOwn(value: unknown, name: string): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}

/** A copy: a part of a long text would keep the whole of it in memory. */
function textOf(value: unknown, most: number): string {
  if (typeof value !== 'string') return '';
  return value.length <= most ? value : Buffer.from(value.slice(0, most)).toString();
}
