/** What reads and edits the user's own files: loaded on first use. */
export { AwsConfigFile } from './aws-config-file';
export { KubeconfigFiles } from './kubeconfig-file';
