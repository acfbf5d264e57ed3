const unitSeconds: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/**
 * Seconds of a duration as the engine reads it, for example `1h30m` or `90s`; 0 for no text.
 * @throws when it is no duration.
 */
export function secondsOf(duration: string): number {
  if (duration === "") return 0;
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.map(([part]) => part).join("") !== duration) {
    throw new Error(`"${duration}" is not a duration such as "5m" or "1h30m".`);
  }
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unitSeconds[unit ?? ""] ?? 0),
    0,
  );
}
