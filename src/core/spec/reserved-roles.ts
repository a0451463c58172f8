export * from '../cluster-form/reserved-roles';
