import type { FormCommand } from '../../protocol/messages';

/** What each link of the form runs. */
export const FORM_COMMANDS: { readonly [C in FormCommand]: string } = {
  configureAuthentication: 'eks.configureAuthentication',
  signIn: 'eks.configureAuthentication',
  createRoles: 'eks.createRoles',
  openServiceQuotas: 'vscode.open',
  setExternalId: 'eks.setExternalId',
  generatePolicy: 'eks.generatePolicy',
  openFolder: 'vscode.openFolder',
  showOperation: 'eks.showOperation',
  cancelOperation: 'eks.cancelOperation',
  retryOperation: 'eks.retryOperation',
  deleteFailedCluster: 'eks.deleteFailedCluster',
  keepResources: 'eks.keepResources',
  showLog: 'eks.showLog',
};
