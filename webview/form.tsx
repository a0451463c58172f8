import * as l10n from '@vscode/l10n';
import { DispatchContext, useDispatch, type Dispatch } from './dispatch';
import { FormModel } from './form-model';
import { AdvancedSection } from './sections/advanced';
import { AfterCreationSection } from './sections/after-creation';
import { AuthenticationSection } from './sections/authentication';
import { ClusterSection } from './sections/cluster';
import { CostSection } from './sections/cost';
import { CreateSection } from './sections/create';
import { ErrorBox } from './sections/error-box';
import { FailureBanner } from './sections/failure';
import { NetworkSection } from './sections/network';
import { NodesSection } from './sections/nodes';
import { PreflightSection } from './sections/preflight';
import { PresetsSection } from './sections/presets';
import { ProgressSection } from './sections/progress';
import type { FormState } from './state/state';
import { Button, Divider, ProgressRing } from './toolkit';

/** The whole page. */
export function Form({ state, dispatch }: { readonly state: FormState; readonly dispatch: Dispatch }) {
  return (
    <DispatchContext.Provider value={dispatch}>
      <div class="form">
        <h1>{l10n.t('Create EKS Cluster')}</h1>
        <Content state={state} />
      </div>
    </DispatchContext.Provider>
  );
}

function Content({ state }: { readonly state: FormState }) {
  const { open } = state.requests;
  switch (open.kind) {
    case 'idle':
    case 'loading':
      return (
        <div class="opening">
          <ProgressRing />
          <span>{l10n.t('Opening the form…')}</span>
        </div>
      );
    case 'failed':
      return (
        <ErrorBox error={open.error}>
          <RetryOpening />
        </ErrorBox>
      );
    case 'loaded':
      return <Sections form={new FormModel(state)} />;
  }
}

function RetryOpening() {
  const dispatch = useDispatch();
  return (
    <Button
      text={l10n.t('Retry')}
      appearance="primary"
      onClick={() => dispatch({ type: 'retryClicked', request: 'open' })}
    />
  );
}

function Sections({ form }: { readonly form: FormModel }) {
  const { operation, checks } = form.state;
  return (
    <>
      {/* The operation comes first: the form below it may be long, and is locked while it runs. */}
      <FailureBanner form={form} />
      {operation && <ProgressSection operation={operation} />}
      <AuthenticationSection form={form} />
      <Divider />
      <PresetsSection form={form} />
      <Divider />
      <ClusterSection form={form} />
      <Divider />
      <NetworkSection form={form} />
      <Divider />
      <NodesSection form={form} />
      <Divider />
      <AdvancedSection form={form} />
      <Divider />
      <AfterCreationSection form={form} />
      <Divider />
      <PreflightSection checks={checks} isLocked={form.isLocked} />
      <Divider />
      <CostSection state={form.state} />
      <Divider />
      <CreateSection form={form} />
    </>
  );
}
