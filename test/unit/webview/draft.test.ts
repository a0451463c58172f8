import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { FormDriver, OPENING } from './form-driver';

describe('What is typed into the form', () => {
  it('shows no error as long as the field is untouched', () => {
    strictEqual(new FormDriver().open().kind('name'), 'untouched');
    strictEqual(new FormDriver().open().edit('name', '-').kind('name'), 'untouched');
  });

  it('is missing, invalid or valid once the user has left it', () => {
    const form = new FormDriver().open().edit('name', 'shop').settle('name');
    strictEqual(form.kind('name'), 'valid');
    strictEqual(form.edit('name', '-').kind('name'), 'invalid');
    strictEqual(form.edit('name', ' ').kind('name'), 'missing');
  });

  it('has its problem announced when the user leaves it', () => {
    match(new FormDriver().open().edit('nodeCount', '0').settle('nodeCount').announced, /whole number/);
    strictEqual(new FormDriver().open().edit('nodeCount', '2').settle('nodeCount').announced, '');
  });

  it('is saved with each edit, and not when nothing has changed', () => {
    const form = new FormDriver().open().edit('name', 'shop');
    deepStrictEqual(form.newest('saveDraft').params, { draft: { ...OPENING.draft, name: 'shop' } });
    deepStrictEqual(form.edit('name', 'shop').asked, []);
  });

  it('is not sent back to the host that it came from', () => {
    deepStrictEqual(new FormDriver().open().asked, []);
  });

  it('outlives the page that ended before the host had heard of it', () => {
    const unsaved = { ...OPENING.draft, name: 'newer' };
    const form = new FormDriver().do({ type: 'pageOpened', unsaved });
    form.answer('open', { ...OPENING, draft: { ...OPENING.draft, name: 'older' } });
    strictEqual(form.state.draft.name, 'newer');
  });

  it('goes to the first level there is when the folder of the draft is no longer open', () => {
    const form = new FormDriver().open({ draft: { ...OPENING.draft, level: 'gone' } });
    strictEqual(form.state.draft.level, 'user');
  });

  it('says why when there is no level at all', () => {
    const form = new FormDriver().open({ levels: [] }).authenticate().do({ type: 'createClicked' });
    strictEqual(form.kind('level'), 'missing');
  });

  it('survives every failure', () => {
    const form = new FormDriver().open().edit('name', 'shop').authenticate().edit('nodeCount', '7');
    for (const request of ['listVpcs', 'listServiceRoles', 'saveDraft'] as const) form.refuse(request);
    deepStrictEqual([form.state.draft.name, form.state.draft.nodeCount], ['shop', '7']);
  });
});
