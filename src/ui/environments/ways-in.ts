import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EnvironmentTarget, TargetContents } from '../../core/environments/environment-target';
import { notRunningReason } from '../../core/environments/streams/containers';
import { streamError } from '../../core/environments/streams/errors';
import {
  mainPort,
  parsePort,
  portProblem,
  portsOf,
  type PortChoice,
} from '../../core/environments/streams/ports';
import { reachableAddress, type AnswersAt } from '../../core/environments/streams/reachable-address';
import type { Notifier } from '../notify';
import { chooseFrom, typeText } from '../quick-input';
import type { Forward, Forwards } from './forwards';
import { titleOf, type PodAccess } from './pod-access';

export interface WaysInDeps {
  readonly access: PodAccess;
  readonly forwards: Forwards;
  readonly answersAt: () => Promise<AnswersAt>;
  readonly notifier: Notifier;
}

/** Where an app is reached: at an address of its own, or at a port of this window. */
type Way =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'forward'; readonly forward: Forward };

/** *Open*, *Copy URL* and *Forward Port…*. */
export class WaysIn {
  constructor(private readonly deps: WaysInDeps) {}

  async open(argument: unknown): Promise<void> {
    const way = await this.find(argument, l10n.t('Which environment do you want to open?'));
    if (way) await vscode.env.openExternal(await uriOf(way));
  }

  async copyUrl(argument: unknown): Promise<void> {
    const way = await this.find(argument, l10n.t('Which environment’s URL do you want to copy?'));
    if (!way) return;
    await vscode.env.clipboard.writeText((await uriOf(way)).toString(true));
    if (way.kind === 'forward')
      this.deps.notifier.info(l10n.t('The copied URL works as long as this window is open.'));
  }

  async forward(argument: unknown): Promise<void> {
    const { forwards, notifier } = this.deps;
    const title = l10n.t('To which environment do you want to forward a port?');
    const entered = await this.enter(argument, title);
    const choice = entered && (await choosePort(entered.contents));
    const forward = choice && (await forwards.to(entered.target, choice));
    if (!forward) return;
    const uri = await uriOf({ kind: 'forward', forward });
    notifier.info(
      l10n.t(
        'Port {0} of {1} is forwarded to {2}.',
        forward.port,
        titleOf(forward.target),
        uri.toString(true),
      ),
      { title: l10n.t('Open'), run: () => vscode.env.openExternal(uri) },
      { title: l10n.t('Copy URL'), run: () => vscode.env.clipboard.writeText(uri.toString(true)) },
      { title: l10n.t('Stop'), run: () => forwards.stop(forward.id) },
    );
  }

  private async find(argument: unknown, title: string): Promise<Way | undefined> {
    const entered = await this.enter(argument, title);
    if (!entered) return undefined;
    const { target, contents } = entered;
    const answersAt = await this.deps.answersAt();
    const { signal } = new AbortController();
    const url = await reachableAddress(contents.overview.addresses, answersAt, signal);
    if (url !== undefined) return { kind: 'address', url };
    if (contents.pods.length === 0)
      throw streamError('no-ready-pod', { reason: notRunningReason(contents.pods) });
    const choice = mainPort(choicesIn(contents)) ?? (await choosePort(contents));
    const forward = choice && (await this.deps.forwards.to(target, choice));
    return forward && { kind: 'forward', forward };
  }

  private async enter(argument: unknown, title: string) {
    const { access } = this.deps;
    const target: EnvironmentTarget | undefined = await access.pick(argument, ['environment', 'app'], title);
    const entered = target && (await access.enter(target));
    entered?.followed.dispose();
    return entered;
  }
}

/** In a remote window or a codespace, VS Code makes the port reachable from the user's browser. */
async function uriOf(way: Way): Promise<vscode.Uri> {
  return way.kind === 'address'
    ? vscode.Uri.parse(way.url, true)
    : vscode.env.asExternalUri(vscode.Uri.parse(way.forward.url, true));
}

function choicesIn({ apps, overview }: TargetContents): readonly PortChoice[] {
  return overview.apps
    .filter(({ app }) => apps.includes(app))
    .flatMap(({ app, pods }) => portsOf(pods).map((port) => ({ app: app.name, port })));
}

/** One that a container declares, or another that is typed. */
async function choosePort(contents: TargetContents): Promise<PortChoice | undefined> {
  const title = l10n.t('Which port of the app?');
  const other = { label: l10n.t('Another Port…'), choice: undefined };
  const items = choicesIn(contents).map((choice) => ({
    label: String(choice.port.number),
    description: [choice.port.name, choice.app, ...choice.port.containers].filter(Boolean).join(' · '),
    choice,
  }));
  const chosen = items.length === 0 ? other : await chooseFrom([...items, other], { title });
  if (!chosen) return undefined;
  if (chosen.choice) return chosen.choice;
  const app = contents.apps.length === 1 ? contents.apps[0]?.name : await chooseApp(contents);
  if (app === undefined) return undefined;
  const number = parsePort((await typeText({ title, value: '8080', validateInput: portProblem })) ?? '');
  return number === undefined ? undefined : { app, port: { number, name: '', containers: [] } };
}

async function chooseApp({ apps }: TargetContents): Promise<string | undefined> {
  const items = apps.map(({ name }) => ({ label: name }));
  return (await chooseFrom(items, { title: l10n.t('Which app?') }))?.label;
}
