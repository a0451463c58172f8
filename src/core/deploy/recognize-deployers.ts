import { environmentSlug } from '../cluster/environment-names';
import { tierOf, type Tier } from '../environments/tier';

/** What a folder brings to be deployed with. Folders are relative to it, with slashes; `''` is the folder itself. */
export type FoundDeployer =
  | { readonly kind: 'helm'; readonly chart: string; readonly values: readonly string[] }
  | { readonly kind: 'kustomize'; readonly folder: string };

/** The files by which charts and kustomizations are known. */
const DEPLOYER_FILES = ['Chart.yaml', 'kustomization.yaml', 'kustomization.yml', 'Kustomization'];
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
 * The Helm charts and the kustomization of a folder, in the order in which they are preferred.
 * @param files relative, with slashes
 * @param app what the project is called: the chart of the name is preferred
 */
export function recognizeDeployers(
  files: readonly string[],
  environment: string,
  app: string,
): readonly FoundDeployer[] {
  const known = new Set(files);
  const charts = chartsIn(files, app).map((chart): FoundDeployer => {
    const values = valuesOf(chart, environment).filter((file) => known.has(file));
    return { kind: 'helm', chart, values };
  });
  const folder = kustomizationIn(files, environment);
  return [...charts, ...(folder === undefined ? [] : [{ kind: 'kustomize' as const, folder }])];
}

/** Values files of a chart that are meant for one environment, as most people call them. */
export function valuesOf(chart: string, environment: string): readonly string[] {
  const names = [...new Set([environmentSlug(environment), environment, ...OVERLAYS[tierOf(environment)]])];
  const files = names.flatMap((name) => [`values-${name}.yaml`, `values.${name}.yaml`]);
  return files.map((file) => inFolder(chart, file));
}

/** Neither charts that a chart depends on nor any that lie deep in something else. */
function chartsIn(files: readonly string[], app: string): readonly string[] {
  const charts = files.filter((file) => nameOf(file) === 'Chart.yaml').map(folderOf);
  const isDependency = (chart: string) =>
    charts.some((other) => other !== chart && chart.startsWith(inFolder(other, 'charts/')));
  return charts
    .filter((chart) => !isDependency(chart) && rankOf(chart, app) !== undefined)
    .toSorted((a, b) => (rankOf(a, app) ?? 0) - (rankOf(b, app) ?? 0) || (a < b ? -1 : 1));
}

function rankOf(chart: string, app: string): number | undefined {
  if (chart === '') return 0;
  if (['chart', 'charts', 'helm'].includes(chart)) return 1;
  const isNamed = /^(?:charts?|helm|deploy(?:ment)?|k8s|kubernetes)\//.test(chart) || chart === 'deploy';
  if (!isNamed) return undefined;
  return nameOf(chart).toLowerCase() === app.toLowerCase() ? 2 : 3;
}

/** The overlay of the environment, or what there is without overlays. */
function kustomizationIn(files: readonly string[], environment: string): string | undefined {
  const kustomizations = new Set(
    files
      .filter((file) => nameOf(file) !== 'Chart.yaml' && DEPLOYER_FILES.includes(nameOf(file)))
      .map(folderOf),
  );
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
