import type { InstanceType } from '../../src/core/ports/aws';
import { architectureOf } from '../../src/core/spec/ami-type';

/** Instance types made ready for being searched at every key. */
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

/** The types that all words fit, such as `m6i`, `large`, `arm 4 vcpu` or `nvidia 16gib`, in the order of the list. */
export function searchInstanceTypes({ entries }: InstanceIndex, query: string): readonly InstanceType[] {
  const terms = termsOf(query);
  return entries.filter((entry) => terms.every((fits) => fits(entry))).map(({ type }) => type);
}

type Term = (entry: InstanceIndex['entries'][number]) => boolean;

/** What a number can count; a unit may be cut short, as it is while being typed. */
const UNITS: readonly {
  readonly names: readonly string[];
  readonly has: (type: InstanceType, count: number) => boolean;
}[] = [
  { names: ['vcpus', 'cpus', 'cores'], has: ({ vcpus }, count) => vcpus === count },
  { names: ['gib', 'gb'], has: ({ memoryMib }, count) => memoryMib === count * 1024 },
  { names: ['pods'], has: ({ maxPods = 0 }, count) => maxPods >= count },
];

function termsOf(query: string): readonly Term[] {
  const terms: Term[] = [];
  // `4vcpu` as well as `4 vcpu`, and `2xlarge` as one word.
  const words = query.toLowerCase().match(/[^\s,]+/g) ?? [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const glued = counted(/^(\d+(?:\.\d+)?)([a-z]+)$/.exec(word));
    const apart = glued
      ? undefined
      : counted(/^(\d+(?:\.\d+)?) (\S+)$/.exec(`${word} ${words[i + 1] ?? ''}`));
    if (apart) i++;
    terms.push(glued ?? apart ?? spelled(word));
  }
  return terms;
}

function counted(match: RegExpExecArray | null): Term | undefined {
  const [, count = '', unit = ''] = match ?? [];
  const has = UNITS.find(({ names }) => unit !== '' && names.some((name) => name.startsWith(unit)))?.has;
  return has && (({ type }) => has(type, Number(count)));
}

function spelled(word: string): Term {
  const count = Number(word);
  return ({ type, words }) =>
    words.some((each) => each.startsWith(word)) || type.vcpus === count || type.memoryMib === count * 1024;
}

/** People ask for machines by what they run as well as by how EC2 calls them. */
function wordsOf({ name, amiType, gpu = '', zones = [] }: InstanceType): readonly string[] {
  const machine = architectureOf(amiType) === 'arm64' ? 'arm64 aarch64 graviton' : 'x86_64 x86-64 amd64';
  const accelerator = amiType.endsWith('NVIDIA') ? 'gpu' : amiType.endsWith('NEURON') ? 'neuron' : '';
  const text = [name, name.replace('.', ' '), machine, accelerator, gpu, ...zones].join(' ');
  return text.toLowerCase().split(/\s+/);
}
