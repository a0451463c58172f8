import type { SectionSettings } from '../../../src/core/aws-config/shared-config';

/** Profiles as they are read, of what they say. */
export function profilesOf(
  profiles: Readonly<Record<string, Readonly<Record<string, string>>>>,
): ReadonlyMap<string, SectionSettings> {
  return new Map(
    Object.entries(profiles).map(([name, settings]) => [name, new Map(Object.entries(settings))]),
  );
}
