import * as l10n from '@vscode/l10n';
import type { ResourceView } from '../../src/core/cloudformation/stack-status';
import { resourceLabel } from '../../src/core/template/labels';
import { Status, type Rows } from './step-list';

/** The resources of the stack, with what CloudFormation reports about each. */
export function ResourceTable({ rows, untouched }: Rows<ResourceView>) {
  if (rows.length === 0) return null;
  return (
    <div class="table" role="region" tabIndex={0} aria-label={l10n.t('Resources')}>
      <table>
        <Heading />
        <tbody>
          {rows.map((resource) => (
            <Row key={resource.logicalId} resource={resource} untouched={untouched} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heading() {
  const titles = [l10n.t('Resource'), l10n.t('Type'), l10n.t('Status'), l10n.t('Reason')];
  return (
    <thead>
      <tr>
        {titles.map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ resource, untouched }: { readonly resource: ResourceView; readonly untouched: string }) {
  const { logicalId, type, status, reason } = resource;
  return (
    <tr data-status={status}>
      <th scope="row">{resourceLabel(logicalId)}</th>
      <td>{type}</td>
      <td class="status">
        <Status status={status} untouched={untouched} />
      </td>
      <td class="reason">{reason}</td>
    </tr>
  );
}
