export * from './yaml-positions';
