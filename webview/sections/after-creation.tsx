import * as l10n from '@vscode/l10n';
import { useDispatch } from '../dispatch';
import { CheckboxField } from '../fields/checkbox-field';
import { SelectField } from '../fields/select-field';
import type { FormModel } from '../form-model';
import { loaded } from '../state/state';
import { Button } from '../toolkit';
import { Section } from './section';

/** What is done with the cluster once it exists. */
export function AfterCreationSection({ form }: { readonly form: FormModel }) {
  return (
    <Section id="afterCreation" title={l10n.t('After creation')}>
      <CheckboxField
        {...form.field('managed')}
        label={l10n.t('Managed cluster')}
        hint={l10n.t('Create the namespace and the service account for each project and environment.')}
      />
      <CheckboxField
        {...form.field('namespacePerEnvironment')}
        label={l10n.t('Namespace per environment')}
        hint={l10n.t('Give each environment its own namespace instead of one for the whole project.')}
      />
      <LevelField form={form} />
      <ProfileField form={form} />
    </Section>
  );
}

function LevelField({ form }: { readonly form: FormModel }) {
  const dispatch = useDispatch();
  const levels = loaded(form.state.requests.open)?.levels ?? [];
  const chosen = levels.find(({ id }) => id === form.state.draft.level);
  const hasFolder = levels.some(({ level }) => level.kind === 'folder');
  return (
    <SelectField
      {...form.field('level')}
      label={l10n.t('Configured in')}
      hint={l10n.t(
        'The settings that list the cluster. A cluster of a folder is used for that folder first.',
      )}
      choices={levels.map(({ id, label }) => ({ value: id, label }))}
      after={
        <>
          {chosen?.kubeconfigProblem !== undefined && <p class="problem">{chosen.kubeconfigProblem}</p>}
          {chosen && chosen.kubeconfigProblem === undefined && (
            <p class="hint">{l10n.t('kubectl finds the cluster in {0}', chosen.kubeconfigPath)}</p>
          )}
          {!hasFolder && (
            <>
              <p class="hint">
                {l10n.t(
                  'No folder is open, so the cluster can only be configured for all your workspaces. Open a folder to configure it there; your input is kept.',
                )}
              </p>
              <Button
                text={l10n.t('Open Folder…')}
                onClick={() => dispatch({ type: 'commandClicked', command: 'openFolder' })}
              />
            </>
          )}
        </>
      }
    />
  );
}

/** `aws eks get-token` has no option for an External ID, so kubectl needs a profile. It is shown before it is written. */
function ProfileField({ form }: { readonly form: FormModel }) {
  const profile = loaded(form.state.requests.authenticate)?.profile;
  switch (profile?.kind) {
    case undefined:
      return null;
    case 'notOffered':
      return <p class="hint">{profile.reason}</p>;
    case 'offered':
      return (
        <CheckboxField
          {...form.field('writeProfile')}
          label={l10n.t('Write AWS profile')}
          hint={l10n.t('Add the profile that kubectl uses to authenticate, so that it can assume the role.')}
        >
          <p class="hint">{l10n.t('This is added to {0}:', profile.path)}</p>
          <pre class="preview" tabIndex={0} aria-label={l10n.t('Text to be added')}>
            {profile.text}
          </pre>
          {profile.note && <p class="hint">{profile.note}</p>}
        </CheckboxField>
      );
  }
}
