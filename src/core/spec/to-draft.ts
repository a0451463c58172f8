export * from '../cluster-form/to-draft';
