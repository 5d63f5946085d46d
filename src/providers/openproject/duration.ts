/** Hours of an ISO 8601 duration; a day is 24 hours there. `undefined` for what is none. */
export function hoursOf(duration: string | undefined): number | undefined {
  const [matched, days, hours, minutes, seconds] =
    /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
      duration ?? '',
    ) ?? [];
  if (matched === undefined) return undefined;
  const [d, h, m, s] = [days, hours, minutes, seconds].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return Math.round((d * 24 + h + m / 60 + s / 3600) * 100) / 100;
}

/** Whole minutes: `1.5` -> `PT1H30M`. */
export function isoDuration(hours: number): string {
  const minutes = Math.round(hours * 60);
  const rest = minutes % 60;
  return `PT${String(Math.floor(minutes / 60))}H${rest === 0 ? '' : `${String(rest)}M`}`;
}
