export * from './service-account-tokens';
