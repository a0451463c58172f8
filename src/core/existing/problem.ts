export * from '../add-cluster/problem';
