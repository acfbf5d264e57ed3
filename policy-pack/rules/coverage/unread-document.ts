import { packageOf } from "../../coverage/coverage";
import { documentsIn } from "../../coverage/documents";
import { templateOf } from "../../coverage/templates";
import { anyType } from "../../engine/judge";
import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { documentsOf } from "../../iam/locations";

/** Every document is read by the document rules. */
export const unreadDocument: ResourceRule = {
  id: "coverage/unread-document",
  title: "Every policy document is read",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: [anyType],
  why: "A document in a property that the pack does not know grants whatever it says, and no rule reads it.",
  fix: "Review the document by hand, and tell the maintainers of the pack about the property.",
  decides:
    "Whether a property named after a policy holds a document with statements, anywhere in the resource, that the document rules do not read.",
  cannotDecide:
    "Whether an unknown value of such a property is a document, and documents in properties that are not named after policies.",
  frameworks: familyFrameworks.coverage,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "the policy of an SQS queue, which the document rules read",
    fail: "accessPolicy: a document, on a type that only had an inline policy before",
  },
  check: (resource, context) => {
    const { type, properties } = resource;
    if (packageOf(type) !== "aws" || templateOf(type) !== undefined) return [];
    const found = documentsIn(type, properties);
    if (found.length === 0) return [];
    const read = documentsOf(resource, context).map(({ path }) => path);
    return found
      .filter(({ path }) => !read.some((each) => `${path}/`.startsWith(`${each}/`)))
      .map(({ path, unknown }) =>
        unknown
          ? {
              verdict: "undecided",
              path,
              message: "The property may hold a document that no rule reads; its value is unknown.",
            }
          : { verdict: "fail", path, message: "The property holds a document that no rule reads." },
      );
  },
};
