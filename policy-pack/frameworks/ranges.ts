/** The numbers of a list such as `1-3,5`. Empty text gives none. */
export function expand(ranges: string): readonly number[] {
  if (ranges === "") return [];
  return ranges.split(",").flatMap((range) => {
    const [first = "", last = first] = range.split("-");
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => Number(first) + at);
  });
}
