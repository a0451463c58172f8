export * from '../cluster-form/ami-type';
