export * from '../add-cluster/token-expiry';
