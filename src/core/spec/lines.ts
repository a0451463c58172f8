export * from '../cluster-form/parse-lines';
