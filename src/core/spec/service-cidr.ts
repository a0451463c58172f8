export * from '../cluster-form/service-cidr';
