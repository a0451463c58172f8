export * from '../cluster-form/advanced-rules';
