export * from '../add-cluster/connection-input';
