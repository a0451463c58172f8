/** By which VS Code knows the form's tab, also after a reload. */
export const FORM_VIEW_TYPE = 'eks.createCluster';
