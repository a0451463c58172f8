export * from '../cluster-form/cluster-spec';
