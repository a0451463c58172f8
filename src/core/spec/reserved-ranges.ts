export * from '../cluster-form/reserved-ranges';
