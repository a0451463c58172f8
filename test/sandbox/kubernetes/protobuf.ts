import type { Fields } from './objects';

/** The members of a message by field number; members that are not listed are skipped. */
export interface Message {
  readonly [fieldNumber: number]: readonly [name: string, type: FieldType];
}

export type FieldType =
  | 'text'
  | 'number'
  | 'flag'
  /** Kubernetes' IntOrString. */
  | 'number or text'
  /** Bytes, which JSON has in base64. */
  | 'bytes'
  | { readonly message: Message }
  | { readonly list: FieldType }
  | { readonly map: 'text' | 'bytes' };

/** One member as it is on the wire: a number, or bytes that the type gives a meaning. */
type WireValue = bigint | Buffer;

/** Reads a message into what the same object is in JSON. Empty members are left out, as JSON leaves them out. */
export function decode(message: Message, bytes: Buffer): Fields {
  const fields = new Map<string, unknown>();
  for (const [number, wireValue] of wireFields(bytes)) {
    const [name, type] = message[number] ?? [];
    if (name === undefined || type === undefined) continue;
    const value = valueOf(type, wireValue, fields.get(name));
    if (value !== '') fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

/** @param before what earlier occurrences of the same member gave: lists and maps come one entry at a time */
function valueOf(type: FieldType, value: WireValue, before: unknown): unknown {
  if (type === 'number') return Number(value);
  if (type === 'flag') return value !== 0n;
  if (!Buffer.isBuffer(value)) throw new Error('a number stands where protobuf should have bytes');
  if (type === 'text') return value.toString();
  if (type === 'bytes') return value.toString('base64');
  if (type === 'number or text') return numberOrText(value);
  if ('message' in type) return decode(type.message, value);
  if ('list' in type)
    return [...(Array.isArray(before) ? (before as unknown[]) : []), valueOf(type.list, value, undefined)];
  const { key, value: entry = '' } = decode({ 1: ['key', 'text'], 2: ['value', type.map] }, value);
  return { ...(before as Fields | undefined), [String(key)]: entry };
}

function numberOrText(bytes: Buffer): unknown {
  const {
    kind,
    number = 0,
    text = '',
  } = decode({ 1: ['kind', 'number'], 2: ['number', 'number'], 3: ['text', 'text'] }, bytes);
  return kind === 1 ? text : number;
}

/** https://protobuf.dev/programming-guides/encoding/ */
function* wireFields(bytes: Buffer): Generator<readonly [number: number, value: WireValue]> {
  let offset = 0;
  const varint = (): bigint => {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(offset++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => {
    if (offset + length > bytes.length) throw new RangeError('the message ends too early');
    const taken = bytes.subarray(offset, offset + length);
    offset += length;
    return taken;
  };

  while (offset < bytes.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    switch (tag & 7) {
      case 0:
        yield [number, varint()];
        break;
      case 1:
        yield [number, take(8)];
        break;
      case 2:
        yield [number, take(Number(varint()))];
        break;
      case 5:
        yield [number, take(4)];
        break;
      default:
        throw new Error(`protobuf has no wire type ${tag & 7}`);
    }
  }
}
