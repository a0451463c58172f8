export * from '../cluster-form/read-draft';
