import { match, ok, strictEqual } from 'node:assert/strict';
import { currentContext, removeEntry, setEntry } from '../../../src/core/kubeconfig/index';
import { ARN, ENTRY, KEEP_CURRENT, SET_CURRENT } from './entries';

const BLOCK = `# mine
clusters:
- name: old # c
  cluster: {server: "https://old"}
contexts:
    - name: old
      context: {cluster: old, user: old}

users:
- name: old
  user: {}
# end
`;
const FLOW =
  '{"clusters": [{"name": "old"}], "contexts": [\n  {"name": "old"}\n], "users": [{"name": "old"}]}';

describe('removeEntry', () => {
  for (const [style, text] of Object.entries({ BLOCK, FLOW, CRLF: BLOCK.replaceAll('\n', '\r\n') })) {
    it(`takes out what setEntry put in, to the byte (${style})`, () => {
      const added = setEntry(text, ENTRY, KEEP_CURRENT);
      ok(added.kind === 'edited');
      const removed = removeEntry(added.text, ARN);
      strictEqual('text' in removed && removed.text, text);
    });
  }

  it('leaves no current context that is not there', () => {
    const added = setEntry(BLOCK, ENTRY, SET_CURRENT);
    ok(added.kind === 'edited');
    const removed = removeEntry(added.text, ARN);
    ok(removed.kind === 'edited');
    strictEqual(currentContext(removed.text), undefined);
    match(removed.text, /^current-context: ""$/m);
  });

  it('takes every context of the cluster', () => {
    const context = (name: string) => `- {name: ${name}, context: {cluster: '${ARN}', user: '${ARN}'}}\n`;
    const removed = removeEntry(`contexts:\n${context('a')}# b\n${context('b')}kind: Config\n`, ARN);
    strictEqual('text' in removed && removed.text, 'contexts:\n# b\nkind: Config\n');
  });

  it('takes an entry that somebody has doubled, which kubectl refuses to read, both times', () => {
    const twice = `users:\n- {name: '${ARN}', user: {}}\n- {name: mine}\n- {name: '${ARN}', user: {token: t}}\n`;
    const removed = removeEntry(twice, ARN);
    strictEqual('text' in removed && removed.text, 'users:\n- {name: mine}\n');
  });

  it('changes nothing in a file without the entry', () => {
    strictEqual(removeEntry(BLOCK, ARN).kind, 'unchanged');
  });
});
