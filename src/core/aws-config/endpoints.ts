import * as l10n from '@vscode/l10n';
import { environmentVariable, type Environment } from '../environment';
import { userError } from '../errors/catalogue';
import type { SectionSettings, SharedConfig } from './shared-config';

/** The services that are called, by the names of their models. */
export const SERVICES = [
  ...([
    'Auto Scaling',
    'CloudFormation',
    'EC2',
    'ECR',
    'EKS',
    'IAM',
    'KMS',
    'Service Quotas',
    'STS',
  ] as const),
  ...(['Signin', 'SSO', 'SSO OIDC'] as const),
] as const;
export type ServiceId = (typeof SERVICES)[number];

/** Where a profile's calls go, as far as it is not where AWS's own endpoints are. */
export interface Endpoints {
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly urls: ReadonlyMap<ServiceId, string>;
  /**
   * Where tokens for clusters point: a cluster takes none for an endpoint that a profile names, such as that of a VPC,
   * but a simulation of AWS is named by the environment.
   */
  readonly stsOfTokens?: string;
}

interface Given {
  readonly value: string;
  /** Who says so, for a message. */
  readonly where: string;
}

/**
 * What the environment and the profile say of endpoints; the SDK for JavaScript reads `endpoint_url` and `services` of
 * the default profile alone. https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 * @throws UserError where they contradict each other, or say what cannot be meant
 */
export function endpointsOf(profile: string, config: SharedConfig, env: Environment): Endpoints {
  const reader = new EndpointReader(profile, config, env);
  const endpoints = {
    useFipsEndpoint: reader.flag('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    useDualstackEndpoint: reader.flag('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
    urls: reader.urls(),
    stsOfTokens: reader.stsInEnvironment(),
  };
  const [custom] = endpoints.urls;
  // The SDK throws for each such call: https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
  if (custom && (endpoints.useFipsEndpoint || endpoints.useDualstackEndpoint)) {
    const [service, url] = custom;
    const setting = endpoints.useFipsEndpoint ? 'use_fips_endpoint' : 'use_dualstack_endpoint';
    throw userError('endpoint-contradiction', { profile, setting, service, url });
  }
  return endpoints;
}

class EndpointReader {
  private readonly settings: SectionSettings;

  constructor(
    private readonly profile: string,
    private readonly config: SharedConfig,
    private readonly env: Environment,
  ) {
    this.settings = config.profiles.get(profile) ?? new Map<string, string>();
  }

  /** A word that is neither is no *no*: with FIPS wanted, it must not be left out. */
  flag(name: string, key: string): boolean {
    const given = this.inEnvironment(name) ?? this.inProfile(key);
    switch (given?.value.toLowerCase()) {
      case undefined:
      case 'false':
        return false;
      case 'true':
        return true;
      default:
        throw userError('setting-not-boolean', { where: given?.where ?? '', value: given?.value ?? '' });
    }
  }

  stsInEnvironment(): string | undefined {
    const given = this.ignoresUrls() ? undefined : givenInEnvironment('STS', this.env);
    return given && checkedUrl(given);
  }

  urls(): ReadonlyMap<ServiceId, string> {
    if (this.ignoresUrls()) return new Map();
    const section = this.services();
    const urls = SERVICES.map((service) => {
      const given =
        givenInEnvironment(service, this.env) ??
        this.inSection(service, section) ??
        this.inProfile('endpoint_url');
      return given && ([service, checkedUrl(given)] as const);
    });
    return new Map(urls.filter((url) => url !== undefined));
  }

  private ignoresUrls(): boolean {
    return this.flag('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'ignore_configured_endpoint_urls');
  }

  private services(): SectionSettings | undefined {
    const name = this.inProfile('services')?.value;
    if (name === undefined) return undefined;
    const section = this.config.services.get(name);
    if (!section) throw userError('services-missing', { profile: this.profile, services: name });
    return section;
  }

  private inSection(service: ServiceId, section: SectionSettings | undefined): Given | undefined {
    const key = keyOf(service);
    const lines = section?.get(key)?.split('\n') ?? [];
    const value = lines.map((line) => /^endpoint_url\s*=\s*(\S.*)$/.exec(line)?.[1]).findLast((url) => url);
    return value === undefined
      ? undefined
      : {
          value,
          where: l10n.t(
            'endpoint_url for {0} in the services section of the AWS profile {1}',
            key,
            this.profile,
          ),
        };
  }

  private inEnvironment(name: string): Given | undefined {
    const value = environmentVariable(this.env, name);
    return value === undefined ? undefined : { value: value.trim(), where: name };
  }

  private inProfile(key: string): Given | undefined {
    const value = this.settings.get(key);
    return value ? { value, where: l10n.t('{0} in the AWS profile {1}', key, this.profile) } : undefined;
  }
}

function givenInEnvironment(service: ServiceId, env: Environment): Given | undefined {
  const names = [`AWS_ENDPOINT_URL_${keyOf(service).toUpperCase()}`, 'AWS_ENDPOINT_URL'];
  const name = names.find((each) => environmentVariable(env, each) !== undefined);
  return name === undefined
    ? undefined
    : { value: (environmentVariable(env, name) ?? '').trim(), where: name };
}

function keyOf(service: ServiceId): string {
  return service.toLowerCase().replaceAll(' ', '_');
}

function checkedUrl({ value, where }: Given): string {
  if (!/^https?:\/\/[^/]/i.test(value) || !URL.canParse(value))
    throw userError('endpoint-invalid', { where, value });
  return value;
}
