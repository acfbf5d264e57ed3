import type { StackResource } from "../engine/rule";
import { isObject, isUnknown, pointer, textOf, unknownSentinels } from "../engine/value";

/** Whether tags call a subnet isolated. */
export interface Isolation {
  /** Whether they do. */
  readonly answer: "yes" | "undecided" | "no";
  /** JSON pointer of the tag that decides. */
  readonly path: string;
}

/** Reads from the tags of a subnet whether it is isolated: by a value that is one of some names, in lower case. */
export function isolationOf({ properties }: StackResource, names: readonly string[]): Isolation {
  const { tags } = properties;
  if (isUnknown(tags)) return { answer: "undecided", path: "/tags" };
  const entries = isObject(tags) ? Object.entries(tags) : [];
  const at = (answer: "yes" | "undecided", holds: (text: string) => boolean): Isolation[] =>
    entries
      .filter(([, value]) => holds(textOf(value).toLowerCase()))
      .map(([name]) => ({ answer, path: pointer(["tags", name]) }));
  const [found] = [
    ...at("yes", (text) => names.includes(text)),
    ...at("undecided", (text) => isUnknown(text) && names.some((name) => mayBe(text, name))),
  ];
  return found ?? { answer: "no", path: "" };
}

// Of a text with unknown parts the known beginning and end must fit.
function mayBe(text: string, name: string): boolean {
  const at = unknownSentinels.map((sentinel) => text.indexOf(sentinel)).filter((each) => each >= 0);
  const ends = unknownSentinels
    .map((sentinel) => [text.lastIndexOf(sentinel), sentinel.length] as const)
    .filter(([each]) => each >= 0)
    .map(([each, length]) => each + length);
  const before = text.slice(0, Math.min(...at));
  const after = text.slice(Math.max(...ends));
  return (
    before.length + after.length <= name.length && name.startsWith(before) && name.endsWith(after)
  );
}
