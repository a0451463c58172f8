import { parseDocument } from 'yaml';
import { toolError } from '../tool-errors';
import type { DeployedImage } from '../request';

/** Of a document of a few lines that says that it is a million. */
const MAX_ALIASES = 100;
const MAX_DEPTH = 4;

interface Place {
  readonly path: readonly string[];
  readonly value: string | Table;
}
type Table = Readonly<Record<string, unknown>>;

/**
 * The values by which a chart gets the image: `image.repository`, `tag` and `digest` as `helm create` names them, with
 * `registry` as Bitnami does, or `image` alone; at the top, or once below.
 * @param text of the chart's `values.yaml`; empty where it has none
 * @param app of several images, that of the name is meant
 * @throws UserError `chart-invalid`, `chart-without-image`
 */
export function imageValues(
  text: string,
  app: string,
  { reference }: Pick<DeployedImage, 'reference'>,
): Readonly<Record<string, string>> {
  const place = imageIn(parsed(text), app);
  if (!place) throw toolError('chart-without-image');
  const at = (...names: readonly string[]) => [...place.path, ...names].map(escaped).join('.');
  if (typeof place.value === 'string') return { [at()]: reference };
  const { repository, tag, digest } = partsOf(reference);
  const rest = reference.slice(repository.length);
  const [, host, path] = /^([^/]+)\/(.+)$/.exec(repository) ?? [];
  const isSplit = 'registry' in place.value && host !== undefined && path !== undefined;
  const named = isSplit ? { [at('registry')]: host } : {};
  const plain = isSplit ? path : repository;
  const known: Readonly<Record<string, unknown>> = place.value;
  const tagged = tag === undefined ? {} : { [at('tag')]: tag };
  if ('digest' in known)
    return { ...named, [at('repository')]: plain, ...tagged, [at('digest')]: digest ?? '' };
  if (!('tag' in known)) return { ...named, [at('repository')]: isSplit ? `${plain}${rest}` : reference };
  if (digest === undefined) return { ...named, [at('repository')]: plain, [at('tag')]: tag ?? 'latest' };
  // A template joins the two with a colon: `repository@sha256:…` comes of it.
  const [algorithm = '', hash = ''] = digest.split(':');
  return { ...named, [at('repository')]: `${plain}@${algorithm}`, [at('tag')]: hash };
}

function parsed(text: string): unknown {
  const document = parseDocument(text, { merge: true });
  try {
    if (!document.errors[0]) return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    // It is told below.
  }
  throw toolError('chart-invalid', { detail: 'values.yaml' });
}

function imageIn(values: unknown, app: string): Place | undefined {
  const places = [...placesIn(values, [])];
  const isOfApp = ({ value }: Place) => {
    const name = typeof value === 'string' ? value : String(value.repository);
    const last = partsOf(name).repository.split('/').at(-1) ?? '';
    return last.toLowerCase() === app.toLowerCase();
  };
  return (
    places.find(({ path }) => path.length === 1) ??
    places.find(isOfApp) ??
    (places.length === 1 ? places[0] : undefined)
  );
}

function* placesIn(value: unknown, path: readonly string[]): Generator<Place> {
  if (!isTable(value) || path.length >= MAX_DEPTH) return;
  for (const [key, child] of Object.entries(value)) {
    const below = [...path, key];
    const isImage =
      key === 'image' && (typeof child === 'string' || (isTable(child) && 'repository' in child));
    if (isImage) yield { path: below, value: child };
    else yield* placesIn(child, below);
  }
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `host:5000/shop:1@sha256:…` has all of them. */
function partsOf(reference: string) {
  const [named = '', digest] = reference.split('@');
  const [, repository = named, tag] = /^(.*?)(?::(\w[\w.-]*))?$/.exec(named) ?? [];
  return { repository, tag, digest };
}

/** Helm splits paths at dots. */
function escaped(name: string): string {
  return name.replaceAll(/[.\\,=[\]]/g, '\\$&');
}
