export * from '../cluster-form/draft';
