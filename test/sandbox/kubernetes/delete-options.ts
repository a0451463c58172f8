import type { ApiRequest } from './exchange';
import { fieldsAt, isFields, textsAt, type Fields } from './objects';
import { decodeKubernetesProtobuf, isKubernetesProtobuf, PROTOBUF } from './protobuf-kinds';
import { mediaType, parseJson, parseYaml } from './request-body';
import { badRequest, unexpected, unsupportedMediaType, type ApiError } from './status';
import { checkDeleteOptions } from './write-options';

/** How something is deleted. */
export interface DeleteOptions {
  /** What becomes of the objects that it owns; the server deletes them after it unless told otherwise. */
  readonly propagationPolicy: 'Background' | 'Foreground' | 'Orphan';
  /** The very object that is meant. */
  readonly preconditions: Fields;
  readonly dryRun: boolean;
  /** How long a pod may take to end; its own spec says it unless given. */
  readonly gracePeriodSeconds?: number;
}

/** The options in the body; those in the query count only where there is no body, as in the real server. */
export function deleteOptions(request: ApiRequest): DeleteOptions {
  const sent = request.body.length > 0 ? bodyOf(request) : queryOf(request);
  const { propagationPolicy, orphanDependents, dryRun } = sent;
  checkDeleteOptions({ propagationPolicy, orphanDependents, dryRun: Array.isArray(dryRun) ? dryRun : [] });
  return {
    propagationPolicy: policyOf(sent),
    preconditions: fieldsAt(sent, 'preconditions'),
    dryRun: textsAt(sent, 'dryRun').length > 0,
    ...(typeof sent.gracePeriodSeconds === 'number' && { gracePeriodSeconds: sent.gracePeriodSeconds }),
  };
}

function policyOf({ propagationPolicy, orphanDependents }: Fields): DeleteOptions['propagationPolicy'] {
  if (propagationPolicy === 'Foreground' || propagationPolicy === 'Orphan') return propagationPolicy;
  return orphanDependents === true ? 'Orphan' : 'Background';
}

function queryOf({ query }: ApiRequest): Fields {
  const grace = query.get('gracePeriodSeconds');
  if (grace !== null && !/^-?\d+$/.test(grace))
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(grace)}: invalid syntax`);
  const policy = query.get('propagationPolicy');
  return {
    dryRun: query.getAll('dryRun'),
    ...(policy !== null && { propagationPolicy: policy }),
    ...(grace !== null && { gracePeriodSeconds: Number(grace) }),
  };
}

/** What cannot be read is the server's fault here, and a 500. */
function bodyOf(request: ApiRequest): Fields {
  const type = mediaType(request);
  const options = type === PROTOBUF ? protobufBody(request.body) : textBody(request.body.toString(), type);
  const { kind = 'DeleteOptions', apiVersion = 'v1', gracePeriodSeconds } = options;
  if (kind !== 'DeleteOptions')
    throw unreadable(
      `no kind "${String(kind)}" is registered for version "${String(apiVersion)}" in scheme "pkg/runtime/scheme.go:110"`,
    );
  if (gracePeriodSeconds !== undefined && typeof gracePeriodSeconds !== 'number')
    throw unreadable(
      `json: cannot unmarshal ${typeof gracePeriodSeconds} into Go struct field DeleteOptions.gracePeriodSeconds of type int64`,
    );
  return options;
}

function textBody(text: string, type: string): Fields {
  if (!['', 'application/json', 'application/yaml'].includes(type))
    throw unsupportedMediaType(['application/json', 'application/yaml', PROTOBUF]);
  try {
    const parsed = type === 'application/yaml' ? parseYaml(text) : parseJson(text);
    if (isFields(parsed)) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw unreadable(`couldn't get version/kind; json parse error: ${error.message}`);
  }
  throw unreadable("couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value");
}

function protobufBody(body: Buffer): Fields {
  if (!isKubernetesProtobuf(body))
    throw unreadable(
      'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]',
    );
  try {
    const options = decodeKubernetesProtobuf(body);
    if (options) return options;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw unreadable('unexpected EOF');
}

function unreadable(message: string): ApiError {
  return unexpected(message);
}
