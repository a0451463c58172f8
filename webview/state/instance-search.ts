import type { InstanceType } from '../../src/core/ports/aws';
import { architectureOf } from '../../src/core/cluster-form/ami-type';

/** Instance types, prepared for a search at each key. */
export interface InstanceIndex {
  readonly entries: readonly { readonly type: InstanceType; readonly words: readonly string[] }[];
  /** Every zone that offers any of them. */
  readonly zones: readonly string[];
}

export function indexInstanceTypes(types: readonly InstanceType[]): InstanceIndex {
  return {
    entries: types.map((type) => ({ type, words: wordsOf(type) })),
    zones: [...new Set(types.flatMap(({ zones = [] }) => zones))].sort(),
  };
}

/** The types that match all words, such as `m6i`, `large`, `arm 4 vcpu` or `nvidia 16gib`, in the order of the list. */
export function searchInstanceTypes({ entries }: InstanceIndex, query: string): readonly InstanceType[] {
  const terms = termsOf(query);
  return entries.filter((entry) => terms.every((fits) => fits(entry))).map(({ type }) => type);
}

type Term = (entry: InstanceIndex['entries'][number]) => boolean;

/** What a number can count. A unit may be incomplete, as it is while being typed. */
const UNITS: readonly {
  readonly names: readonly string[];
  readonly has: (type: InstanceType, count: number) => boolean;
}[] = [
  { names: ['vcpus', 'cpus', 'cores'], has: ({ vcpus }, count) => vcpus === count },
  { names: ['gib', 'gb'], has: ({ memoryMib }, count) => memoryMib === count * 1024 },
  { names: ['pods'], has: ({ maxPods = 0 }, count) => maxPods >= count },
];

function termsOf(query: string): readonly Term[] {
  // `4 vcpu` is one term, and `4vcpu` the same; `m5 gpu` are two.
  const text = query
    .toLowerCase()
    .replaceAll(
      /(^|[\s,])(\d+(?:\.\d+)?) +([a-z]+)/g,
      (apart, before: string, count: string, unit: string) =>
        unitOf(unit) ? `${before}${count}${unit}` : apart,
    );
  return (text.match(/[^\s,]+/g) ?? []).map((word) => counted(word) ?? spelled(word));
}

function unitOf(start: string) {
  return UNITS.find(({ names }) => names.some((name) => name.startsWith(start)));
}

function counted(word: string): Term | undefined {
  const [, count = '', start] = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(word) ?? [];
  const unit = start === undefined ? undefined : unitOf(start);
  return unit && (({ type }) => unit.has(type, Number(count)));
}

function spelled(word: string): Term {
  const count = Number(word);
  return ({ type, words }) =>
    words.some((each) => each.startsWith(word)) || type.vcpus === count || type.memoryMib === count * 1024;
}

/** Users search for what a machine has as well as for EC2's names. */
function wordsOf({ name, amiType, gpu = '', zones = [] }: InstanceType): readonly string[] {
  const machine = architectureOf(amiType) === 'arm64' ? 'arm64 aarch64 graviton' : 'x86_64 x86-64 amd64';
  const accelerator = amiType.endsWith('NVIDIA') ? 'gpu' : amiType.endsWith('NEURON') ? 'neuron' : '';
  const text = [name, name.replace('.', ' '), machine, accelerator, gpu, ...zones].join(' ');
  return text.toLowerCase().split(/\s+/);
}
