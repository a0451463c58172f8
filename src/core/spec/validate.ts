export * from '../cluster-form/validate';
