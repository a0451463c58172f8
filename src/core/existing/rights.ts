export * from '../add-cluster/required-permissions';
