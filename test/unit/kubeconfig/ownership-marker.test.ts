import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { removeEntry, setEntry, type EditResult } from '../../../src/core/kubeconfig/index';
import { kubeconfigCase } from '../../fixtures/kubeconfig-case';
import { ARN, ENTRY, KEEP_CURRENT } from './entries';

const ADOPT = { ...KEEP_CURRENT, foreignEntry: 'adopt' } as const;
const OF_AWS = kubeconfigCase('06-entry-of-aws-update-kubeconfig');
const MARK = /\n {4}extensions:\n {4}- name: eks-clusters\n {6}extension:\n {8}writer: eks-clusters/g;

describe('An entry that another program made for the cluster', () => {
  const FOREIGN: Readonly<Record<string, readonly [text: string, signIn: RegExp]>> = {
    'aws eks update-kubeconfig': [OF_AWS, /^AWS_PROFILE=work .*aws --region .*--role arn/],
    'somebody with a token': [kubeconfigCase('05-insecure-skip-tls-verify'), /^token$/],
    'somebody who signs in by certificate': [
      userWith('{client-certificate-data: a, client-key-data: b}'),
      /^client-cert/,
    ],
    'ours with a variable more': [
      withoutMarks(ours()).replace(
        '      interactiveMode',
        '      env: [{name: A, value: b}]\n      interactiveMode',
      ),
      /^A=b /,
    ],
  };
  for (const [who, [text, signIn]] of Object.entries(FOREIGN)) {
    it(`is not replaced unasked, and not removed: ${who}`, () => {
      const result = setEntry(text, ENTRY, KEEP_CURRENT);
      ok(result.kind === 'foreign', JSON.stringify(result));
      match(result.signIn, signIn);
      deepStrictEqual(removeEntry(text, ARN), { kind: 'unchanged', text });
    });
  }

  it('is shown with all that replacing it would change', () => {
    const text = kubeconfigCase('05-insecure-skip-tls-verify').replace(/server: .*/, 'server: https://old');
    const result = setEntry(text, ENTRY, { setCurrentContext: true });
    ok(result.kind === 'foreign');
    match(result.changes.join('\n'), /^user: token → \/usr\/local\/bin\/aws --profile .* json$/m);
    match(result.changes.join('\n'), /^server: https:\/\/old → https:\/\/0123\./m);
    match(result.changes.join('\n'), /^insecure-skip-tls-verify: true →$/m);
    ok(!result.changes.join('\n').includes('current-context'), 'it leads to the cluster already');
  });

  it('becomes ours when the user agrees, and stays so', () => {
    const adopted = textOf(setEntry(OF_AWS, ENTRY, ADOPT));
    strictEqual([...adopted.matchAll(MARK)].length, 2);
    strictEqual(setEntry(adopted, ENTRY, KEEP_CURRENT).kind, 'unchanged');
    ok(!textOf(removeEntry(adopted, ARN)).includes(ARN));
  });
});

describe('An entry that version 0.1.0 wrote, without a mark', () => {
  it('is ours, and gets the mark at the next write', () => {
    const old = withoutMarks(ours());
    ok(!old.includes('extensions'));
    strictEqual(textOf(setEntry(old, ENTRY, KEEP_CURRENT)), ours());
    ok(!textOf(removeEntry(old, ARN)).includes(ARN));
  });

  it('is ours after kubectl has written the file', () => {
    const text = textOf(setEntry(kubeconfigCase('04-two-contexts-one-cluster'), ENTRY, KEEP_CURRENT));
    strictEqual([...text.matchAll(MARK)].length, 2);
  });

  it('keeps the extensions of others beside the mark', () => {
    const old = withoutMarks(ours()).replace(
      '\n    server:',
      '\n    extensions:\n    - {name: theirs, extension: {a: b}}\n    server:',
    );
    const text = textOf(setEntry(old, ENTRY, KEEP_CURRENT));
    match(text, /- \{name: theirs, extension: \{a: b\}\}\n {4}- name: eks-clusters\n/);
  });
});

function ours(): string {
  return textOf(setEntry('', ENTRY, KEEP_CURRENT));
}

function withoutMarks(text: string): string {
  return text.replace(MARK, '');
}

function userWith(user: string): string {
  return `users:\n- name: ${ARN}\n  user: ${user}\n`;
}

function textOf(result: EditResult): string {
  ok(result.kind === 'edited', JSON.stringify(result));
  return result.text;
}
