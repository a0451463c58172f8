export * from '../cluster-form/draft-facts';
