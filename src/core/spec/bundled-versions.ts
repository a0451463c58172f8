export * from '../cluster-form/bundled-versions';
