import {
  type CheckContext,
  type JudgedStack,
  type StackObservation,
  type StackResource,
  type StackRule,
  textsParam,
} from "../../engine/rule";
import { textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import type { PrincipalEntry } from "../../iam/document";
import { documentsOf, documentTypes } from "../../iam/locations";
import { principalForm } from "../../iam/principal-forms";

/** Principals named by an id must be somebody the stack knows. */
export const unexplainedPrincipal: StackRule = {
  id: "trust/unexplained-principal",
  title: "Principals named by an id are explained",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: documentTypes,
  why: "A unique id hides who it is: a deleted identity, or somebody whom no reader of the program can name.",
  fix: "Name the principal by its ARN.",
  decides:
    "Whether each unique id (AROA…, AIDA…) and canonical user id of an Allow belongs to a resource of the stack; ARNs of identities and of sessions are read and accepted, and what is no principal at all is reported.",
  cannotDecide:
    "Whose id it is when the stack does not show it, and services of partitions that the pack does not know.",
  frameworks: familyFrameworks.trust,
  params: {
    allowedIds: {
      type: "array",
      description: "Unique ids and canonical user ids that are known to be ours.",
      default: [],
    },
  },
  since: "0.2.0",
  examples: {
    pass: '{"Principal":{"AWS":"arn:aws:iam::111122223333:role/reader"}}',
    fail: '{"Principal":{"AWS":"AROAEXAMPLEEXAMPLE123"}} with no such role in the stack',
  },
  check: (stack, context) => {
    const explained = explainedIds(stack, context);
    return stack
      .ofType(...documentTypes)
      .flatMap((resource) =>
        principalsOf(resource, context).flatMap((principal) =>
          judge(resource, principal, explained),
        ),
      );
  },
};

// Canonical user of the service that delivers CloudFront logs: CloudFront Developer Guide, "Permissions required to
// configure standard logging".
const logDelivery = "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0";

function explainedIds(stack: JudgedStack, { params }: CheckContext): ReadonlySet<string> {
  const ids = stack.resources.flatMap(({ outputs }) =>
    ["uniqueId", "s3CanonicalUserId"].flatMap((name) =>
      outputs[name] === undefined ? [] : [textOf(outputs[name])],
    ),
  );
  return new Set([logDelivery, ...ids, ...textsParam({ params }, "allowedIds")]);
}

function principalsOf(resource: StackResource, context: CheckContext): readonly PrincipalEntry[] {
  return documentsOf(resource, context).flatMap(({ document }) =>
    document.kind === "unknown"
      ? []
      : document.statements
          .filter(({ effect }) => effect === "Allow")
          .flatMap(({ principals }) => principals),
  );
}

function judge(
  resource: StackResource,
  principal: PrincipalEntry,
  explained: ReadonlySet<string>,
): readonly StackObservation[] {
  const form = principalForm(principal);
  const { path } = principal.entry;
  switch (form.kind) {
    case "unique-id":
    case "canonical-user": {
      if (explained.has(form.id)) return [];
      const message = `Nothing in the stack explains whose id ${form.id} is.`;
      return [{ resource, verdict: "undecided", path, message }];
    }
    case "unreadable": {
      // A partition that is newer than this pack may have its own spelling of services.
      const isService = principal.type.toLowerCase() === "service";
      const message = `Principal ${form.text} has no form that AWS documents.`;
      return [{ resource, verdict: isService ? "undecided" : "fail", path, message }];
    }
    default:
      return [];
  }
}
