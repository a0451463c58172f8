export * from '../add-cluster/probe-problem';
