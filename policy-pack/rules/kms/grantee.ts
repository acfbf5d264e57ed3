import {
  type CheckContext,
  type JudgedStack,
  type StackObservation,
  type StackResource,
  type StackRule,
  textsParam,
} from "../../engine/rule";
import { isUnknown, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { ownership, type PrincipalForm, principalForm } from "../../iam/principal-forms";

const grantType = "aws:kms/grant:Grant";
const identityTypes = ["aws:iam/role:Role", "aws:iam/user:User"];

/** A grant on a key names a grantee that the stack knows. */
export const grantee: StackRule = {
  id: "kms/grantee",
  title: "Grants on keys name a known grantee",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [grantType],
  why: "A grant lets its grantee use the key whatever the key policy says.",
  fix: "Grant to one role of this stack, or name the grantee in the key policy instead.",
  decides:
    "Whether the grantee of a declared grant is a role or user of the stack, a service-linked role of our account, or on the allowed list.",
  cannotDecide: "Grantees that are unknown and refer to no role of the stack.",
  frameworks: familyFrameworks.kms,
  params: {
    allowedGrantees: {
      type: "array",
      description: "ARNs of grantees that other stacks declare.",
      default: [],
    },
  },
  since: "0.2.0",
  examples: {
    pass: "granteePrincipal: role.arn, of a role of the same stack",
    fail: 'granteePrincipal: "arn:aws:iam::444455556666:root"',
  },
  check: (stack, context) =>
    stack.ofType(grantType).flatMap((grant) => judge(grant, stack, context)),
};

const path = "/granteePrincipal";

function judge(
  resource: StackResource,
  stack: JudgedStack,
  context: CheckContext,
): readonly StackObservation[] {
  const reference = stack.reference(resource, ["granteePrincipal"], identityTypes);
  const text = textOf(resource.properties["granteePrincipal"]);
  if (reference.kind === "resource" || textsParam(context, "allowedGrantees").includes(text)) {
    return [];
  }
  if (reference.kind !== "foreign") {
    const message = "The grantee is unknown and refers to no single role of this stack.";
    return [{ resource, verdict: "undecided", path, message }];
  }
  const form = principalForm({ type: "AWS", entry: { kind: "text", text, path } });
  const message = complaint(form, text, context);
  if (message !== undefined) return [{ resource, verdict: "fail", path, message }];
  // AWS creates service-linked roles, and only its own service can assume them.
  if (/:role\/aws-service-role\//.test(text)) return [];
  return [unexplained(resource, text, stack)];
}

// A role or user whose name is not known yet may be the one.
function unexplained(resource: StackResource, text: string, stack: JudgedStack): StackObservation {
  const unnamed = stack
    .ofType(...identityTypes)
    .find(({ properties }) => isUnknown(properties["name"]));
  if (unnamed === undefined) {
    const message = `Nothing in the stack explains who the grantee ${text} is.`;
    return { resource, verdict: "fail", path, message };
  }
  const message = `Whether the grantee ${text} is ${unnamed.name}, whose name is unknown, cannot be told.`;
  return { resource, verdict: "undecided", path, message };
}

function complaint(
  form: PrincipalForm,
  text: string,
  { accounts }: CheckContext,
): string | undefined {
  if (form.kind === "account") return `The grant is for all of account ${form.account}.`;
  if (form.kind !== "identity") return `The grantee ${text} is no single role or user.`;
  return ownership(form.account, accounts) === "foreign"
    ? `The grantee ${text} is not ours.`
    : undefined;
}
