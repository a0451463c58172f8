export * from '../cluster-form/administrators';
