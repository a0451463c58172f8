export * from '../cluster-form/ipv4';
