import type { RegistryLoginPort } from '../core/ports/image-registry';
import { privateFiles } from './private-files';

/**
 * Logins of container CLIs, in the file that all of them read.
 * https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
 * @param root the folder of all of them; made when it is needed
 */
export function registryLogins(root: string): RegistryLoginPort {
  const files = privateFiles(root);
  return {
    async withLogin({ host, username, password }, use) {
      const auth = Buffer.from(`${username}:${password}`).toString('base64');
      const text = JSON.stringify({ auths: { [host]: { auth } } });
      return files.withFile('config.json', text, ({ folder, path }) => use({ folder, file: path }));
    },
    sweep: () => files.sweep(),
  };
}
