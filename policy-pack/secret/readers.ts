import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { isUnknown, pointer, textOf } from "../engine/value";
import { type ArnIndex, arnIndex } from "../iam/effective/arn-index";
import { takesIn } from "../iam/effective/arn-patterns";
import { actionsOf, type Holding, holdingsOf } from "../iam/effective/holdings";
import { principalsOf } from "../iam/effective/principals";
import { scopeOf } from "../iam/resource-scope";
import type { Entry } from "../iam/statement";
import { valuesAt } from "./leaves";
import type { Place } from "./sited";

const secretType = "aws:secretsmanager/secret:Secret";
const taskType = "aws:ecs/taskDefinition:TaskDefinition";

/** A role, user or task definition that reads a secret. */
export interface Reader {
  /** Role, user or task definition. */
  readonly resource: StackResource;
  /** What lets it read. */
  readonly place: Place;
  /** What is unknown and decides whether it reads; undefined when it does for sure. */
  readonly open: Place | undefined;
}

interface Reading extends Pick<Reader, "resource" | "place"> {
  readonly entry: Entry;
  readonly isCertain: boolean;
}

/** Who reads each secret of the stack by identity policy or task definition, as far as the stack shows. */
export function secretReaders(
  stack: JudgedStack,
  context: CheckContext,
): ReadonlyMap<StackResource, readonly Reader[]> {
  const index = arnIndex(stack.ofType(secretType));
  const readers = new Map<StackResource, Reader[]>();
  for (const each of [...byPolicy(stack, context), ...byTask(stack)]) {
    const { resource, place, entry } = each;
    for (const secret of candidates(stack, each, index)) {
      const truth = takesIn({ kind: "entry", entry, path: place.path }, secret);
      if (truth === "no") continue;
      const isNameOpen = truth === "maybe" && entry.kind !== "unknown";
      const open = isNameOpen ? { carrier: secret, path: pointer(["name"]) } : place;
      const isCertain = truth === "yes" && each.isCertain;
      const reader = { resource, place, open: isCertain ? undefined : open };
      readers.set(secret, [...(readers.get(secret) ?? []), reader]);
    }
  }
  return readers;
}

// What is unknown comes from the resources that its property depends on, and from no others of the stack.
function candidates(
  stack: JudgedStack,
  { place: { carrier, path }, entry }: Reading,
  index: ArnIndex,
): readonly StackResource[] {
  if (entry.kind !== "unknown") return index.candidates(entry);
  const [, property = ""] = path.split("/");
  return stack.referred(carrier, property, [secretType]);
}

const reading = actionsOf(["secretsmanager:GetSecretValue"]);

function byPolicy(stack: JudgedStack, context: CheckContext): readonly Reading[] {
  return principalsOf(stack, context).flatMap((principal) => {
    const { resource, kind } = principal;
    if (resource === undefined || kind === "policy") return [];
    return holdingsOf(principal, reading).flatMap((holding) => {
      const entry = namedBy(holding);
      if (entry === undefined) return [];
      const { source, reach, certainty } = holding;
      const path = source.isStored ? source.path : reach.path;
      return [
        {
          resource,
          entry,
          isCertain: certainty === "yes",
          place: { carrier: source.carrier, path },
        },
      ];
    });
  });
}

// Every secret at once, or everything but some, is a matter of the rules on wildcards.
function namedBy({ reach }: Holding): Entry | undefined {
  if (reach.kind === "complement") return undefined;
  const { entry } = reach;
  if (entry.kind !== "text") return entry;
  return ["all", "broad"].includes(scopeOf(entry.text).scope) ? undefined : entry;
}

// A container may name a key, stage or version inside the secret after its ARN.
const plainArn = (arn: string): string => arn.split(":").slice(0, 7).join(":");

function byTask(stack: JudgedStack): readonly Reading[] {
  return stack.ofType(taskType).flatMap((task) =>
    valuesAt(task.properties, ["containerDefinitions", "*", "secrets", "*", "valueFrom"]).map(
      ({ path: keys, value }) => {
        const path = pointer(keys);
        const entry: Entry = isUnknown(value)
          ? { kind: "unknown", path }
          : { kind: "text", text: plainArn(textOf(value)), path };
        return { resource: task, entry, isCertain: true, place: { carrier: task, path } };
      },
    ),
  );
}
