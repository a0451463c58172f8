/** A bundle of its own, loaded on first use: what reads and edits the user's own files. */
export { AwsConfigFile } from './aws-config-file';
export { KubeconfigFiles } from './kubeconfig-file';
export { configureTexts } from '../core/texts';
