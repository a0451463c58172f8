import type { Protocol } from './protocol';
import { decodeQuery } from './query-input';
import { xmlDocument, xmlMembers, type XmlStyle } from './xml';

const HEADERS = { 'content-type': 'text/xml' };
const STYLE: XmlStyle = { listItem: 'member', elementName: (path) => path.at(-1) ?? '' };

/** The Query protocol of STS, IAM, CloudFormation and Auto Scaling: forms in, XML out. */
export function queryProtocol(namespace: string): Protocol {
  return {
    decode: decodeQuery,
    encode: (action, output, requestId) => ({
      status: 200,
      headers: HEADERS,
      body: xmlDocument(`${action}Response`, namespace, {
        // An operation that answers nothing has no element for it.
        ...(Object.keys(output).length > 0 && { [`${action}Result`]: xmlMembers(output, STYLE) }),
        ResponseMetadata: { RequestId: requestId },
      }),
    }),
    encodeError: ({ code, message, status }, requestId) => ({
      status,
      headers: HEADERS,
      body: xmlDocument('ErrorResponse', namespace, {
        Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
        RequestId: requestId,
      }),
    }),
  };
}
