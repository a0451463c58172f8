export * from '../cluster-form/presets';
