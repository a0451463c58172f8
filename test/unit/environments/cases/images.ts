import { at, event, waiting } from '../recorded';
import { type FailureCase, web } from './case';

const NAME =
  'failed to pull and unpack image "registry.example/web:1": failed to resolve reference "registry.example/web:1"';
const backOff = (why: string, reason = 'ImagePullBackOff') =>
  web({
    state: waiting(
      reason,
      `Back-off pulling image "registry.example/web:1": ErrImagePull: rpc error: code = Unknown desc = ${NAME}: ${why}`,
    ),
  });

/** containerd 1.7 and 2.1, of Amazon ECR, Docker Hub and others. */
export const IMAGES_CASES: readonly FailureCase[] = [
  {
    code: 'image-missing',
    says: /^The image registry.example\/web:1 is not in the registry/,
    objects: backOff('registry.example/web:1: not found'),
  },
  {
    // Kubelets before 1.32 say it in an event alone.
    code: 'image-missing',
    says: /is not in the registry/,
    objects: web(
      { state: waiting('ImagePullBackOff', 'Back-off pulling image "registry.example/web:1"') },
      event('BackOff', 'Back-off pulling image "registry.example/web:1"'),
      event('Failed', 'Error: ErrImagePull', { lastTimestamp: at(20) }),
      event(
        'Failed',
        `Failed to pull image "registry.example/web:1": rpc error: code = NotFound desc = ${NAME}: registry.example/web:1: not found`,
        { lastTimestamp: at(20) },
      ),
    ),
  },
  {
    code: 'image-missing',
    says: /is not in the registry/,
    objects: backOff(
      "unexpected status: 404: name unknown: The repository with name 'web' does not exist in the registry with id '1'",
    ),
  },
  {
    code: 'image-denied',
    says: /not allowed to pull/,
    objects: backOff(
      'unexpected status from HEAD request to https://registry.example/v2/web/manifests/1: 403 Forbidden',
    ),
  },
  {
    code: 'image-denied',
    says: /not allowed to pull/,
    objects: backOff(
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ),
  },
  { code: 'image-denied', says: /not allowed to pull/, objects: backOff('no basic auth credentials') },
  {
    code: 'image-rate-limit',
    says: /too many images/,
    objects: backOff(
      '429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.',
    ),
  },
  {
    code: 'image-platform',
    says: /platform of the nodes/,
    objects: backOff('no match for platform in manifest: not found'),
  },
  {
    code: 'image-certificate',
    says: /do not trust the registry/,
    objects: backOff(
      'failed to do request: Head "https://registry.example/v2/web/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ),
  },
  {
    code: 'image-disk',
    says: /no disk space/,
    objects: backOff('write /var/lib/containerd/io.containerd.content: no space left on device'),
  },
  {
    code: 'image-unreachable',
    says: /do not reach the registry of registry.example\/web:1: dial tcp 10.0.0.1:443: i\/o timeout\.$/,
    objects: backOff(
      'failed to do request: Head "https://registry.example/v2/web/manifests/1": dial tcp 10.0.0.1:443: i/o timeout',
    ),
  },
  {
    code: 'image-failed',
    says: /cannot be pulled/,
    objects: backOff('unexpected status: 500 Internal Server Error'),
  },
  {
    code: 'image-name',
    says: /not the name of an image/,
    objects: web({
      state: waiting(
        'InvalidImageName',
        'Failed to apply default image tag "UPPER": couldn\'t parse image name "UPPER": invalid reference format: repository name must be lowercase',
      ),
    }),
  },
  {
    code: 'image-never-pulled',
    says: /does not let it be pulled/,
    objects: web({
      state: waiting(
        'ErrImageNeverPull',
        'Container image "registry.example/web:1" is not present with pull policy of Never',
      ),
    }),
  },
];
