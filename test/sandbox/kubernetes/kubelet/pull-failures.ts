import type { PullFailure } from './outcome';

/**
 * What containerd says of an image that it does not get; the kubelet passes it on word for word. Unverified: collected
 * from public reports, and not seen on a node.
 */
export function pullFailure(why: PullFailure, image: string): string {
  const reference = fullReference(image);
  const host = reference.split('/')[0] ?? '';
  const path = reference.slice(host.length + 1);
  const [repository = '', tag = 'latest'] = path.split(':');
  const manifest = `https://${host}/v2/${repository}/manifests/${tag}`;
  const unpacked = `failed to pull and unpack image "${reference}"`;
  const resolved = `${unpacked}: failed to resolve reference "${reference}"`;
  switch (why) {
    case 'not found':
      return `rpc error: code = NotFound desc = ${resolved}: ${reference}: not found`;
    case 'denied':
      return `rpc error: code = Unknown desc = ${resolved}: unexpected status from HEAD request to ${manifest}: 403 Forbidden`;
    case 'wrong platform':
      return `rpc error: code = NotFound desc = ${unpacked}: no match for platform in manifest: not found`;
    case 'rate limit':
      return `rpc error: code = Unknown desc = ${unpacked}: failed to copy: httpReadSeeker: failed open: unexpected status code ${manifest}: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit`;
    case 'unreachable':
      return `rpc error: code = DeadlineExceeded desc = ${resolved}: failed to do request: Head "${manifest}": dial tcp 52.94.133.17:443: i/o timeout`;
  }
}

/** `nginx` is `docker.io/library/nginx:latest`. */
function fullReference(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const hasHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const path = hasHost ? image : rest.length > 0 ? `docker.io/${image}` : `docker.io/library/${image}`;
  return /:[^/]+$|@/.test(path) ? path : `${path}:latest`;
}
