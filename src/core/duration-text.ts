import * as l10n from '@vscode/l10n';

const MINUTE_S = 60;
const HOUR_S = 3600;

/**
 * How long something took, the same wherever it is shown: *5 sec*, *1 min 30 sec*, *2 hr 5 min*. Seconds stop mattering
 * after an hour.
 * @param ms milliseconds; what is negative, because a clock was set back, counts as nothing
 */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < MINUTE_S) return l10n.t('{0} sec', seconds);
  return seconds < HOUR_S
    ? joined(l10n.t('{0} min', Math.floor(seconds / MINUTE_S)), seconds % MINUTE_S, (s) =>
        l10n.t('{0} sec', s),
      )
    : joined(
        l10n.t('{0} hr', Math.floor(seconds / HOUR_S)),
        Math.floor((seconds % HOUR_S) / MINUTE_S),
        (minutes) => l10n.t('{0} min', minutes),
      );
}

function joined(whole: string, rest: number, text: (rest: number) => string): string {
  return rest === 0 ? whole : `${whole} ${text(rest)}`;
}
