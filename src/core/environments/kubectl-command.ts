import { anyShell } from '../shell-quoting';
import type { EnvironmentTarget, TargetContents } from './environment-target';

/** A command for a terminal that shows what a target is. The context is called like the cluster, as we write it. */
export function kubectlCommand(
  target: EnvironmentTarget,
  { workloads }: Pick<TargetContents, 'workloads'>,
): string {
  const place = ['kubectl', '--context', target.cluster.name, '--namespace', target.namespace];
  switch (target.kind) {
    case 'environment':
      return anyShell([...place, 'get', 'all']);
    case 'app':
      return anyShell([
        ...place,
        'describe',
        ...workloads.map(({ kind, name }) => `${kind.toLowerCase()}/${name}`),
      ]);
    case 'pod':
      return anyShell([...place, 'describe', `pod/${target.pod.name}`]);
  }
}
