export * from '../add-cluster/list-clusters';
