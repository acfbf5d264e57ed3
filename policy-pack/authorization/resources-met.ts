import type { StackResource } from "../engine/rule";
import { any, not, type Truth } from "../iam/effective/truth";
import { isEverything } from "../iam/pattern";
import type { Entry, Statement } from "../iam/statement";
import { literal, matchesArn, matchesShape } from "./arn-shapes";
import type { ConditionView } from "./conditions-met";
import { fill } from "./variables";

/** A resource of a request, with the text after its ARN. */
export interface Subject {
  /** Resource; `undefined` for actions that take none. */
  readonly resource: StackResource | undefined;
  /** Text after its ARN. */
  readonly suffix: string;
}

/** Whether a statement speaks of a resource. A trust policy, which names none, speaks of its role. */
export function resourcesMet(
  { resources, notResources }: Pick<Statement, "resources" | "notResources">,
  subject: Subject,
  view: ConditionView,
): Truth {
  if (resources.length === 0 && notResources.length === 0) return "yes";
  const listed = any(resources.map((entry) => entryMet(entry, subject, view)));
  if (notResources.length === 0) return listed;
  return any([listed, not(any(notResources.map((entry) => entryMet(entry, subject, view))))]);
}

function entryMet(entry: Entry, subject: Subject, view: ConditionView): Truth {
  switch (entry.kind) {
    case "unknown":
      return "maybe";
    case "reference":
      return names(entry, subject);
    case "text":
      return entry.text === "*" ? "yes" : textMet(entry.text, subject, view);
  }
}

function names({ ref, suffix }: Extract<Entry, { kind: "reference" }>, subject: Subject): Truth {
  const { resource } = subject;
  const isNamed = ref === resource?.name || ref === resource?.urn;
  return isNamed ? matchesShape(suffix, literal(subject.suffix)) : "no";
}

function textMet(text: string, { resource, suffix }: Subject, view: ConditionView): Truth {
  const filled = fill(text, { ...view, readsPatterns: true });
  if (filled === undefined) return "no";
  if (resource === undefined) return isEverything(filled.pattern) ? "yes" : "no";
  const met = matchesArn(filled.pattern, view.shapeOf(resource) + literal(suffix));
  return met === "yes" && !filled.isCertain ? "maybe" : met;
}
