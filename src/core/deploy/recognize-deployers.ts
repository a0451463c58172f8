import { environmentSlug } from '../cluster/environment-names';
import { tierOf, type Tier } from '../environments/tier';

/** What a folder brings to be deployed with. Folders are relative to it, with slashes; `''` is the folder itself. */
export interface FoundDeployer {
  readonly kind: 'kustomize';
  readonly folder: string;
}

/** The files by which kustomizations are known. */
export const DEPLOYER_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
/** How many folders deep they are looked for. */
export const DEPLOYER_DEPTH = 4;

/** Where people keep what they deploy with; the first counts most. */
const PLACES = ['', 'kustomize', 'k8s', 'kubernetes', 'manifests', 'deploy', 'deployment'];
/** What folders of overlays are called, by the tier of the environment. */
const OVERLAYS: Readonly<Record<Tier, readonly string[]>> = {
  production: ['production', 'prod', 'live'],
  staging: ['staging', 'stage'],
  testing: ['testing', 'test', 'qa'],
  development: ['development', 'dev', 'review'],
  other: [],
};

/**
 * The kustomization of a folder, where it has one.
 * @param files relative, with slashes
 */
export function recognizeDeployers(files: readonly string[], environment: string): readonly FoundDeployer[] {
  const folder = kustomizationIn(files, environment);
  return folder === undefined ? [] : [{ kind: 'kustomize', folder }];
}

/** The overlay of the environment, or what there is without overlays. */
function kustomizationIn(files: readonly string[], environment: string): string | undefined {
  const kustomizations = new Set(files.filter((file) => DEPLOYER_FILES.includes(nameOf(file))).map(folderOf));
  const names = [environment, environmentSlug(environment), ...OVERLAYS[tierOf(environment)]];
  const candidates = PLACES.flatMap((place) => [
    ...names.flatMap((name) => [inFolder(place, `overlays/${name}`), inFolder(place, name)]),
    place,
    inFolder(place, 'base'),
  ]);
  return candidates.find((folder) => kustomizations.has(folder));
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
