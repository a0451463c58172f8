export * from '../cluster-form/instance-types';
