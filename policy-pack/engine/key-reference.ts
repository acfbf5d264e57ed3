import type { JudgedStack, StackObservation, StackResource } from "./rule";
import { pointer, read, textOf } from "./value";

const keyTypes = ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/alias:Alias"];

/** Where a resource names its key. */
export interface KeyReference {
  /** Path of the property. */
  readonly path: readonly (string | number)[];
}

/** Judges the key a resource names: there must be one, and it must be the customer's own. */
export function judgeKey(
  stack: JudgedStack,
  resource: StackResource,
  { path }: KeyReference,
): readonly StackObservation[] {
  const at = pointer(path);
  const key = read(resource.properties, ...path);
  switch (key.kind) {
    case "absent":
      return [{ resource, verdict: "fail", path: at, message: "No key of your own encrypts it." }];
    case "unknown": {
      const keys = stack.referred(resource, String(path[0]), keyTypes);
      if (keys.length > 0) return [];
      const message = "The key is unknown and refers to no key of this stack.";
      return [{ resource, verdict: "undecided", path: at, message }];
    }
    case "known": {
      const name = textOf(key.value);
      if (name !== "" && !/alias\/aws\//.test(name)) return [];
      return [{ resource, verdict: "fail", path: at, message: "Its key belongs to AWS." }];
    }
  }
}
