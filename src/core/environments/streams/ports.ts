import * as l10n from '@vscode/l10n';
import type { Container } from '../objects/container';
import { isReady, type Pod } from '../objects/pod';

/** A port that a container says it listens on. */
export interface PodPort {
  readonly number: number;
  /** Empty where it has none. */
  readonly name: string;
  readonly containers: readonly string[];
}

/** Ports that serve something else than the app's users. */
const INTERNAL = /metric|prom|health|probe|admin|debug|grpc/i;
const WEB = /^(?:https?|web|www)/i;

/** The ports of the app's containers: first what a browser would be pointed at, then by number. */
export function portsOf(pods: readonly Pod[]): readonly PodPort[] {
  const ready = pods.filter(isReady);
  const found = new Map<number, PodPort>();
  for (const container of (ready.length > 0 ? ready : pods).flatMap((pod) => pod.containers))
    for (const { number, name } of listeningPorts(container)) {
      const containers = new Set([...(found.get(number)?.containers ?? []), container.name]);
      found.set(number, { number, name: found.get(number)?.name || name, containers: [...containers] });
    }
  return [...found.values()].toSorted((a, b) => rank(a) - rank(b) || a.number - b.number);
}

/** A port of one of the apps of an environment. */
export interface PortChoice {
  readonly app: string;
  readonly port: PodPort;
}

/** The port that *Open* means; `undefined` where there are several that it may be. */
export function mainPort(choices: readonly PortChoice[]): PortChoice | undefined {
  const web = choices.filter(({ port }) => WEB.test(port.name));
  const [first, ...others] = web.length > 0 ? web : choices;
  return others.every(({ app }) => app === first?.app && web.length > 0) ? first : undefined;
}

/** Those that say they listen on it; all of them, where none says so. */
export function podsWithPort(pods: readonly Pod[], port: number): readonly Pod[] {
  const listening = pods.filter(({ containers }) =>
    containers.some(({ ports }) => ports.some(({ number }) => number === port)),
  );
  return listening.length > 0 ? listening : pods;
}

/** As a browser is to speak to it. */
export function schemeOf({ number, name }: Pick<PodPort, 'number' | 'name'>): 'http' | 'https' {
  return name === 'https' || (name === '' && (number === 443 || number === 8443)) ? 'https' : 'http';
}

/** @returns the number of a port that was typed; `undefined` for what is none */
export function parsePort(text: string): number | undefined {
  const number = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= 65_535 ? number : undefined;
}

/** Why a text is no port; `undefined` where it is one. */
export function portProblem(text: string): string | undefined {
  return parsePort(text) === undefined ? l10n.t('Enter a number from 1 to 65535.') : undefined;
}

function listeningPorts({ role, ports }: Container) {
  return role === 'init' ? [] : ports.filter(({ number }) => number >= 1 && number <= 65_535);
}

function rank({ name }: PodPort): number {
  return WEB.test(name) ? 0 : INTERNAL.test(name) ? 2 : 1;
}
