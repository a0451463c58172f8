export * from '../cluster-form/subnet-choice';
