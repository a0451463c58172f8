import fc from 'fast-check';

/** A kubeconfig as somebody may have written it, and the parts of it that no edit may touch, in order. */
export interface WrittenKubeconfig {
  readonly text: string;
  readonly foreign: readonly string[];
}

interface Section {
  readonly text: string;
  readonly foreign: readonly string[];
}

const names = fc.constantFrom('prod', 'shop', 'on', '012', 'a b', 'ключ', 'x:y', '日本');
const comments = fc.constantFrom('', '# mine\n', '\n', '# a: [b\n\n  # c\n');
const tails = fc.constantFrom('', ' # why', '   ');
const uniqueNames = fc.uniqueArray(names, { minLength: 1, maxLength: 3 });

/** Keys of foreign items, in any order, with a field that we know nothing of. */
const fields = (kind: string) =>
  fc.constantFrom(
    [`${kind}: {token: "a # b", x-unknown: [1, 2]}`],
    [`${kind}:`, '    x-text: |', '      one', '', '       two', '    x-null:'],
    [`${kind}: &anchor`, "    server: 'https://it''s'", '    x-list:', '    - 1', '    -   two'],
    [`${kind}:`],
  );

const blockItem = (kind: string) =>
  fc.tuple(names, fields(kind), tails, fc.boolean()).map(([name, content, tail, nameFirst]) => {
    const named = `name: ${JSON.stringify(name)}${tail}`;
    const lines = nameFirst ? [named, ...content] : [...content, named];
    return { name, lines };
  });

/** Anchors may be defined once only. */
const blockItems = (kind: string) =>
  fc
    .uniqueArray(blockItem(kind), { minLength: 1, maxLength: 8, selector: (item) => item.name })
    .map((items) =>
      items.map(({ lines }, index) => lines.map((line) => line.replace('&anchor', `&${kind}${index}`))),
    );

const blockSection = (list: string, kind: string): fc.Arbitrary<Section> =>
  fc
    .tuple(blockItems(kind), fc.constantFrom('', '  ', '      '), tails, comments)
    .map(([items, indent, tail, comment]) => {
      const body = items.map((lines) =>
        lines.map((line, i) => (line === '' ? '\n' : `${indent}${i === 0 ? '- ' : '  '}${line}\n`)).join(''),
      );
      const head = `${list}:${tail}\n`;
      return { text: head + body.join(comment), foreign: [head, ...body] };
    });

const flowSection = (list: string, kind: string): fc.Arbitrary<Section> =>
  fc
    .tuple(uniqueNames, fc.constantFrom(', ', ',\n    ', ' , # next\n  '), tails)
    .map(([listed, separator, tail]) => {
      const items = listed.map((name) => `{name: ${JSON.stringify(name)}, "${kind}": {a: 1}}`);
      return {
        text: `${list}: [${items.join(separator)} ]${tail}\n`,
        foreign: [`${list}: [`, ...items, ` ]${tail}\n`],
      };
    });

const emptySection = (list: string): fc.Arbitrary<Section> =>
  fc.tuple(fc.constantFrom('', ' []', ' null', ' ~', ' [ ]'), tails).map(([nothing, tail]) => ({
    text: `${list}:${nothing}${tail}\n`,
    foreign: [`${list}:`, `${tail}\n`],
  }));

const section = (list: string, kind: string): fc.Arbitrary<Section> =>
  fc.oneof(
    { weight: 3, arbitrary: blockSection(list, kind) },
    flowSection(list, kind),
    emptySection(list),
    fc.constant({ text: '', foreign: [] }),
  );

const fixedSections: readonly Section[] = [
  'apiVersion: v1\n',
  'kind: "Config"\n',
  'preferences: {}\n',
  'extensions:\n- name: x\n  extension: {deep: {er: true}}\n',
].map((text) => ({ text, foreign: [text] }));

/** Block style at the top, with anything inside. */
export const blockKubeconfigs: fc.Arbitrary<WrittenKubeconfig> = fc
  .tuple(section('clusters', 'cluster'), section('contexts', 'context'), section('users', 'user'))
  .chain((lists) => fc.shuffledSubarray([...lists, ...fixedSections], { minLength: 3 }))
  .chain((sections) =>
    fc
      .tuple(
        fc.array(comments, { minLength: sections.length + 1, maxLength: sections.length + 1 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.constantFrom('', '---\n', '\uFEFF'),
      )
      .map(([between, eol, finalBreak, start]) => write(sections, between, eol, finalBreak, start)),
  );

function write(
  sections: readonly Section[],
  between: readonly string[],
  eol: string,
  finalBreak: boolean,
  start: string,
): WrittenKubeconfig {
  const parts = sections.flatMap(({ text, foreign }, i) => [
    { text: between[i] ?? '', foreign: [between[i] ?? ''] },
    { text, foreign },
  ]);
  const whole = start + parts.map((part) => part.text).join('') + (between.at(-1) ?? '');
  const text = finalBreak ? whole : whole.replace(/\n$/, '');
  const foreign = [start, ...parts.flatMap((part) => part.foreign), between.at(-1) ?? ''];
  const breaks = (s: string) => s.replaceAll('\n', eol);
  // The last line break is the one that an edit may have to add.
  return { text: breaks(text), foreign: foreign.map(breaks).map((part) => part.trimEnd()) };
}

/** As `kubectl config view -o json` prints it. */
export const jsonKubeconfigs: fc.Arbitrary<WrittenKubeconfig> = fc
  .tuple(uniqueNames, uniqueNames, fc.constantFrom(undefined, 1, 4, '\t'))
  .map(([clusters, users, space]) => {
    const items = clusters.map((name) => ({ name, cluster: { server: `https://${name}`, 'x-y': [null] } }));
    const data = {
      kind: 'Config',
      clusters: items,
      users: users.map((name) => ({ name, user: {} })),
      contexts: null,
    };
    return { text: JSON.stringify(data, null, space), foreign: [] };
  });
