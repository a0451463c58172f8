export * from '../cluster-form/rules';
