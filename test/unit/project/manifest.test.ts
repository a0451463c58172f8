import { deepStrictEqual, doesNotMatch, match, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PREFIX } from '../../../src/core/naming';
import manifest from '../../../package.json';
import nls from '../../../package.nls.json';

const ROOT = join(__dirname, '../../..');
const text = JSON.stringify(manifest);
const source = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');

describe('package.json', () => {
  it('lists the commands that the code registers, and no other', () => {
    const listed = /export const COMMANDS = \[(.*?)\]/s.exec(source)?.[1] ?? '';
    const registered = [...listed.matchAll(/'(eks\.\w+)'/g)].map(([, id]) => id);
    deepStrictEqual(manifest.contributes.commands.map(({ command }) => command).sort(), registered.sort());
  });

  it('puts only commands of its own into menus', () => {
    const own = new Set(manifest.contributes.commands.map(({ command }) => command));
    const used = Object.values(manifest.contributes.menus).flat();
    deepStrictEqual(
      used.filter(({ command }) => !own.has(command)),
      [],
    );
  });

  it('has a text for each %key%, and no text without one', () => {
    const keys = [...text.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
    deepStrictEqual([...new Set(keys)].sort(), Object.keys(nls).sort());
  });

  it('shows nothing but texts of package.nls.json and names of products', () => {
    deepStrictEqual([...new Set(shown(manifest.contributes).concat(shown(manifest.capabilities)))].sort(), [
      'EKS',
      'EKS Clusters',
    ]);
  });

  it('restricts every setting of a workspace that says where a credential or a file is', () => {
    const { properties } = manifest.contributes.configuration;
    const ofWorkspaces = Object.entries(properties).filter(([, { scope }]) =>
      ['resource', 'window'].includes(scope),
    );
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    deepStrictEqual(ofWorkspaces.map(([id]) => id).sort(), [...restrictedConfigurations].sort());
  });

  it('offers on several rows what acts on several, and nothing else', () => {
    const inMenus = manifest.contributes.menus['view/item/context'].filter(
      ({ group }) => !group.startsWith('inline'),
    );
    const onSeveral = inMenus.filter(({ when }) => !when.includes('!listMultiSelection'));
    deepStrictEqual(onSeveral.map(({ command }) => command).sort(), [
      'eks.copyArn',
      'eks.disableCluster',
      'eks.enableCluster',
      'eks.removeCluster',
    ]);
  });

  it('gives no setting a name that another’s begins with: VS Code reads an object of it as the other', () => {
    const names = Object.keys(manifest.contributes.configuration.properties);
    deepStrictEqual(
      names.filter((name) => names.some((other) => other.startsWith(`${name}.`))),
      [],
    );
  });

  it('reads settings of the user’s own by what no repository can set', () => {
    const { properties } = manifest.contributes.configuration;
    const own = Object.entries(properties).filter(([, { scope }]) =>
      ['machine', 'application'].includes(scope),
    );
    const names = own.map(([id]) => id.slice('eks.'.length));
    deepStrictEqual(
      names.filter(
        (name) => !source.includes(`ownSetting('${name}')`) && !source.includes(`text('${name}')`),
      ),
      [],
    );
    deepStrictEqual(
      names.filter((name) => new RegExp(`get(?:<[^>]*>)?\\('${name}'`).test(source)),
      [],
    );
  });

  it('declares no setting that nothing reads', () => {
    const unread = Object.keys(manifest.contributes.configuration.properties).filter(
      (id) => !source.includes(`'${id.slice('eks.'.length)}'`),
    );
    deepStrictEqual(unread, []);
  });

  it('is explained to users: each command, each setting with its default', () => {
    const reference = readFileSync(join(ROOT, 'docs/user/reference.md'), 'utf8');
    const words: Readonly<Record<string, string>> = nls;
    const names = manifest.contributes.commands.map(
      ({ title }) => `_EKS: ${words[title.replaceAll('%', '')]}_`,
    );
    const commands = section(reference, 'Commands');
    deepStrictEqual(
      names.filter((name) => !commands.includes(name)),
      [],
    );
    const rows = new Map(
      [...section(reference, 'Settings').matchAll(/^\| `(eks\.[\w.]+)`\s*\|([^|]*)\|/gm)].map(
        ([, id, value = '']) => [id, value.trim().replaceAll('`', '')],
      ),
    );
    const defaults = Object.entries(manifest.contributes.configuration.properties).map(
      ([id, setting]) =>
        [
          id,
          typeof setting.default === 'string' ? setting.default : JSON.stringify(setting.default),
        ] as const,
    );
    deepStrictEqual(rows, new Map(defaults));
  });

  describe('the first steps', () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const commands = manifest.contributes.commands.map(({ command }) => command);
    /** VS Code makes one for each view. */
    const focus = manifest.contributes.views.eks.map(({ id }) => `${id}.focus`);

    it('have each a picture of its own, without a style that VS Code would not let in', () => {
      const pictures = steps.map(({ media }) => media.svg);
      deepStrictEqual(
        readdirSync(join(ROOT, 'media/walkthrough')).map((name) => `media/walkthrough/${name}`),
        pictures.toSorted(),
      );
      for (const picture of pictures) {
        const svg = readFileSync(join(ROOT, picture), 'utf8');
        match(svg, /var\(--vscode-/);
        doesNotMatch(svg, /<style|\sstyle=|<script|href=/);
      }
    });

    it('are completed by what the extension contributes', () => {
      const known = new Set([
        ...[...commands, ...focus].map((command) => `onCommand:${command}`),
        ...manifest.contributes.views.eks.map(({ id }) => `onView:${id}`),
        ...Object.keys(manifest.contributes.configuration.properties).map((id) => `onSettingChanged:${id}`),
      ]);
      const unknown = steps.flatMap(({ completionEvents }) => completionEvents.filter((e) => !known.has(e)));
      deepStrictEqual(unknown, []);
    });

    it('lead to commands that there are', () => {
      const links = Object.values(nls).flatMap((words) => [...words.matchAll(/\(command:([\w.]+)\)/g)]);
      const own = links.map(([, command = '']) => command).filter((command) => command.startsWith('eks.'));
      deepStrictEqual(
        own.filter((command) => ![...commands, ...focus].includes(command)),
        [],
      );
    });
  });

  it('is called as the names in AWS begin', () => ok(manifest.name === PREFIX));
});

function section(markdown: string, title: string): string {
  return markdown.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
}

/** Keys under which VS Code expects something for people to read: https://code.visualstudio.com/api/references/contribution-points */
const READ =
  /^(title|shortTitle|name|label|category|contents|(markdown)?(enum)?(description|deprecationMessage|descriptions)|enumItemLabels|patternErrorMessage)$/i;

/** What people read in it that is not a %key%. */
function shown(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return READ.test(key) && !/^%[\w.-]+%$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => shown(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => shown(item, name));
}
