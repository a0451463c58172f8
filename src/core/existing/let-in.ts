export * from '../add-cluster/access-entry';
