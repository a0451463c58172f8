import { fieldsAt, textAt, type Fields } from '../objects';
import { parseJson } from '../request-body';
import { invalidValue, invalidValues, required, tooLong, type FieldFault } from './field-fault';
import { dataKey } from './formats';

const MAX_BYTES = 1024 ** 2;
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';
/** https://kubernetes.io/docs/concepts/configuration/secret/#secret-types */
const REQUIRED_KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

export function configMapFaults(object: Fields): FieldFault[] {
  const data = fieldsAt(object, 'data');
  const binary = fieldsAt(object, 'binaryData');
  const repeated = Object.keys(data).filter((key) => key in binary);
  return [
    ...keyFaults('data', data),
    ...repeated.map((key) => invalidValue(`data[${key}]`, key, 'duplicate of key present in binaryData')),
    ...keyFaults('binaryData', binary),
    ...(sizeOf(data, 'utf8') + sizeOf(binary, 'base64') > MAX_BYTES ? [tooLong('[]', MAX_BYTES)] : []),
  ];
}

export function secretFaults(object: Fields): FieldFault[] {
  const data = fieldsAt(object, 'data');
  const type = textAt(object, 'type') ?? 'Opaque';
  const keys = REQUIRED_KEYS[type] ?? [];
  return [
    ...keyFaults('data', data),
    ...(sizeOf(data, 'base64') > MAX_BYTES ? [tooLong('data', MAX_BYTES)] : []),
    ...keys.filter((key) => !(key in data)).map((key) => required(`data[${key}]`)),
    ...typeFaults(type, object),
  ];
}

function typeFaults(type: string, object: Fields): FieldFault[] {
  const data = fieldsAt(object, 'data');
  if (type === 'kubernetes.io/basic-auth' && !('username' in data) && !('password' in data))
    return [required('data[username]'), required('data[password]')];
  const annotations = fieldsAt(fieldsAt(object, 'metadata'), 'annotations');
  if (type === 'kubernetes.io/service-account-token' && !textAt(annotations, ACCOUNT_NAME))
    return [required(`metadata.annotations[${ACCOUNT_NAME}]`)];
  const dockerConfig = data['.dockerconfigjson'];
  if (type === 'kubernetes.io/dockerconfigjson' && typeof dockerConfig === 'string')
    return jsonFaults('data[.dockerconfigjson]', Buffer.from(dockerConfig, 'base64').toString());
  return [];
}

function jsonFaults(field: string, text: string): FieldFault[] {
  try {
    parseJson(text);
    return [];
  } catch (error) {
    return [invalidValue(field, '<secret contents redacted>', error instanceof Error ? error.message : '')];
  }
}

function keyFaults(field: string, data: Fields): FieldFault[] {
  return Object.keys(data).flatMap((key) => invalidValues(`${field}[${key}]`, key, dataKey(key)));
}

function sizeOf(data: Fields, encoding: BufferEncoding): number {
  return Object.values(data).reduce<number>(
    (sum, value) => sum + Buffer.byteLength(String(value), encoding),
    0,
  );
}
