import type { Properties } from "./values";
import { unknownString } from "./values";

/** Type token of a reference to another stack. */
export const stackReferenceType = "pulumi:pulumi:StackReference";

/** Outputs of other stacks, by the name a program refers to them with. */
export type StackOutputs = Readonly<Record<string, Properties>>;

/** What reading another stack gives: its supplied outputs, or outputs that are unknown as a whole. */
export function readStackReference(inputs: Properties, known: StackOutputs): Properties {
  const name = typeof inputs["name"] === "string" ? inputs["name"] : "";
  return { ...inputs, outputs: known[name] ?? unknownString, secretOutputNames: [] };
}
