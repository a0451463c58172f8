export * from '../cluster-form/service-role-fit';
