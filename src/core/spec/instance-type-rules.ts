export * from '../cluster-form/instance-type-rules';
