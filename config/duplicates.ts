/** Values that stand in a list before, each with the place where it stands again. */
export function duplicates(
  values: readonly string[],
): readonly { readonly value: string; readonly index: number }[] {
  return values
    .map((value, index) => ({ value, index }))
    .filter(({ value, index }) => values.indexOf(value) < index);
}
