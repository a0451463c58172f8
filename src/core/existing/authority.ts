export * from '../add-cluster/ca-certificate';
