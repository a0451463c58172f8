export * from '../cluster-form/trim-draft';
