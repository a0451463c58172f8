export * from './role-binding';
