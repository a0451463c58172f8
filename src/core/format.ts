/** A number as the reader's language writes it. @param language BCP 47, such as `en` or `pt-BR` */
export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** An amount of US dollars, the currency of all AWS list prices. */
export function formatDollars(amount: number, digits: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  }).format(amount);
}

/** A day of UTC, as EKS gives the dates of its versions. @param isoDate ISO 8601, with or without a time */
export function formatDay(isoDate: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(isoDate));
}
