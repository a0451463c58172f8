import type { ComponentChildren } from 'preact';
import type { ErrorReport } from '../../src/protocol/messages';

/** A failure that belongs to no field: what happened, what to do next, and a way to do it. */
export function ErrorBox(props: {
  readonly error: ErrorReport | undefined;
  readonly children: ComponentChildren;
}) {
  const { error, children } = props;
  if (!error) return null;
  return (
    <div class="error-box">
      <p class="message">{error.message}</p>
      <p>{error.remedy}</p>
      <div class="actions">{children}</div>
    </div>
  );
}
