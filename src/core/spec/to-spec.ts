export * from '../cluster-form/to-spec';
