/** Node's own codes of what happens below HTTP. TLS has dozens; their prefixes tell them. */
const NETWORK_CODE =
  /^(E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE|PROTO)|(CERT|ERR_TLS|ERR_SSL|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_\w+)$/;

/** The code of a failure of DNS, connection or TLS; `undefined` for anything else. */
export function networkCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && NETWORK_CODE.test(code) ? code : undefined;
}
