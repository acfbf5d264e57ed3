/**
 * What AWS answered.
 * @throws when it did not.
 */
export function answered<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`moto answers without ${what}.`);
  return value;
}
