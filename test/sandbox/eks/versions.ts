import { ServiceError, type ServiceRequest, type ServiceResponse } from '../service';
import { flag, text, texts } from '../input';
import { page } from './paging';

/** One Kubernetes version as EKS supports it. Dates: AWS's release calendar in November 2026. */
interface KubernetesVersion {
  readonly version: string;
  readonly patch: string;
  readonly platform: string;
  readonly release: string;
  readonly endOfStandardSupport: string;
  readonly endOfExtendedSupport: string;
}

const VERSIONS: readonly KubernetesVersion[] = [
  {
    version: '1.36',
    patch: '1.36.2',
    platform: 'eks.7',
    release: '2026-06-16',
    endOfStandardSupport: '2027-08-02',
    endOfExtendedSupport: '2028-08-02',
  },
  {
    version: '1.35',
    patch: '1.35.6',
    platform: 'eks.14',
    release: '2026-01-27',
    endOfStandardSupport: '2027-03-27',
    endOfExtendedSupport: '2028-03-27',
  },
  {
    version: '1.34',
    patch: '1.34.9',
    platform: 'eks.22',
    release: '2025-10-02',
    endOfStandardSupport: '2026-12-02',
    endOfExtendedSupport: '2027-12-02',
  },
  {
    version: '1.33',
    patch: '1.33.12',
    platform: 'eks.33',
    release: '2025-05-29',
    endOfStandardSupport: '2026-07-29',
    endOfExtendedSupport: '2027-07-29',
  },
  {
    version: '1.32',
    patch: '1.32.14',
    platform: 'eks.38',
    release: '2025-01-23',
    endOfStandardSupport: '2026-03-23',
    endOfExtendedSupport: '2027-03-23',
  },
  {
    version: '1.31',
    patch: '1.31.14',
    platform: 'eks.52',
    release: '2024-09-26',
    endOfStandardSupport: '2025-11-26',
    endOfExtendedSupport: '2026-11-26',
  },
];

export const DEFAULT_VERSION = '1.35';

type VersionStatus = 'STANDARD_SUPPORT' | 'EXTENDED_SUPPORT' | 'UNSUPPORTED';

function statusAt(version: KubernetesVersion, now: number): VersionStatus {
  if (now < Date.parse(version.endOfStandardSupport)) return 'STANDARD_SUPPORT';
  return now < Date.parse(version.endOfExtendedSupport) ? 'EXTENDED_SUPPORT' : 'UNSUPPORTED';
}

/** The versions that a cluster can be created with now, newest first. */
export function creatableVersions(now: number): readonly string[] {
  return VERSIONS.filter((version) => statusAt(version, now) !== 'UNSUPPORTED').map(({ version }) => version);
}

/** Refuses a version that EKS does not offer now. */
export function requireVersion(version: string, supportType: string, now: number): void {
  const known = VERSIONS.find((each) => each.version === version);
  const status = known ? statusAt(known, now) : 'UNSUPPORTED';
  if (status === 'UNSUPPORTED') {
    throw new ServiceError('InvalidParameterException', `unsupported Kubernetes version ${version}`);
  }
  if (status === 'EXTENDED_SUPPORT' && supportType === 'STANDARD') {
    throw new ServiceError(
      'InvalidParameterException',
      `Cannot create cluster with support type STANDARD: Kubernetes version ${version} is in extended support`,
    );
  }
}

/** The newest platform version of a Kubernetes version. */
export function platformVersion(version: string): string {
  return VERSIONS.find((each) => each.version === version)?.platform ?? 'eks.1';
}

/** eks:DescribeClusterVersions. The action has no resource. */
export function describeClusterVersions(request: ServiceRequest, now: number): ServiceResponse {
  request.authorize('eks:DescribeClusterVersions');
  const { input } = request;
  const wanted = texts(input, 'clusterVersions');
  const status = text(input, 'versionStatus');
  const shown = VERSIONS.filter((version) => {
    const itsStatus = statusAt(version, now);
    if (wanted.length > 0 && !wanted.includes(version.version)) return false;
    if (status !== undefined) return itsStatus === status;
    if (flag(input, 'defaultOnly') === true) return version.version === DEFAULT_VERSION;
    return itsStatus !== 'UNSUPPORTED' || flag(input, 'includeAll') === true;
  });
  const { items, next } = page(shown, request);
  return { clusterVersions: items.map((version) => describeVersion(version, now)), ...next };
}

function describeVersion(version: KubernetesVersion, now: number): ServiceResponse {
  const status = statusAt(version, now);
  return {
    clusterVersion: version.version,
    clusterType: 'eks',
    defaultPlatformVersion: version.platform,
    defaultVersion: version.version === DEFAULT_VERSION,
    releaseDate: new Date(version.release),
    endOfStandardSupportDate: new Date(version.endOfStandardSupport),
    endOfExtendedSupportDate: new Date(version.endOfExtendedSupport),
    status: status.toLowerCase().replace('_', '-'),
    versionStatus: status,
    kubernetesPatchVersion: version.patch,
  };
}
