export * from './edit-target';
