import { SkippingClock } from '../../fakes/skipping-clock';
import { median, type Row } from '../row';
import { ours, seed, waiter, type Policy, type Watched } from './policies';
import { simulatedTimelines, type Timeline } from './timelines';

/** How soon the user knows what CloudFormation has done, and what asking costs: three policies on the same creations. */
export async function watching(): Promise<readonly Row[]> {
  const timelines = simulatedTimelines();
  const here = await watchAll(ours, timelines);
  const original = { name: 'after 5 min, then each minute', runs: await watchAll(seed, timelines) };
  const usual = { name: 'after 30 s, 60 s, then each minute', runs: await watchAll(waiter, timelines) };
  const row = ({ name, unit, of }: Figure, other: Rival): Row => ({
    name,
    unit,
    value: of(here),
    comparedWith: { name: other.name, value: of(other.runs) },
  });
  return [
    ...[original, usual].flatMap((other) => FIGURES.map((figure) => row(figure, other))),
    row(GIVEN_UP, original),
  ];
}

interface Rival {
  readonly name: string;
  readonly runs: readonly Run[];
}

/** A creation, and what came of watching it. */
interface Run {
  readonly timeline: Timeline;
  readonly watched: Watched;
}

async function watchAll(policy: Policy, timelines: readonly Timeline[]): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const [index, timeline] of timelines.entries())
    runs.push({ timeline, watched: await policy(timeline, new SkippingClock(index)) });
  return runs;
}

interface Figure {
  readonly name: string;
  readonly unit: Row['unit'];
  readonly of: (runs: readonly Run[]) => number;
}

const FIGURES: readonly Figure[] = [
  ...medianAndWorst('usable cluster to kubeconfig', 's', unusable),
  ...medianAndWorst('end of the stack to user knows', 's', unknown),
  ...medianAndWorst('reads of CloudFormation a creation', 'calls', ({ watched }) => [watched.reads]),
];

const GIVEN_UP: Figure = {
  name: 'given up before the end of the stack',
  unit: 'of 200',
  of: (runs) => runs.filter(({ watched }) => watched.knownAt === undefined).length,
};

function medianAndWorst(
  name: string,
  unit: Row['unit'],
  of: (run: Run) => readonly number[],
): readonly Figure[] {
  return [
    { name: `${name}, median`, unit, of: (runs) => median(runs.flatMap(of)) },
    { name: `${name}, worst`, unit, of: (runs) => Math.max(...runs.flatMap(of)) },
  ];
}

/** For how many seconds a cluster that stays could have been used and could not. */
function unusable({ timeline: { usableAt }, watched: { kubeconfigAt } }: Run): readonly number[] {
  return usableAt === undefined || kubeconfigAt === undefined ? [] : [kubeconfigAt / 1_000 - usableAt * 60];
}

/** For how many seconds a stack had ended and its user did not know, unless the watching had been given up. */
function unknown({ timeline: { endsAt }, watched: { knownAt } }: Run): readonly number[] {
  return knownAt === undefined ? [] : [knownAt / 1_000 - endsAt * 60];
}
