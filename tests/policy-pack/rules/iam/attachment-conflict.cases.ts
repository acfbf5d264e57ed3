import type { StackResource } from "../../../../policy-pack/engine/rule";
import { attachmentConflict } from "../../../../policy-pack/rules/iam/attachment-conflict";
import {
  attach,
  documentOf,
  policy,
  role,
  rolePolicy,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const send = documentOf({ Action: "sqs:SendMessage", Resource: "*" });
const pay = role("pay");
const sending = policy("sending", send);
const arn = "arn:aws:iam::111122223333:policy/sending";

const exclusive = (type: string, properties: StackResource["properties"]) =>
  resource(`aws:iam/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`, properties);

const kinds = ["user", "group"] as const;

const perKind: readonly RuleCase[] = kinds.flatMap((kind): readonly RuleCase[] => {
  const title = kind.charAt(0).toUpperCase() + kind.slice(1);
  const holder = resource(`aws:iam/${kind}:${title}`, { name: "ana" });
  return [
    {
      requirement: "POL-141",
      title: `an inline policy that the exclusive list of a ${kind} leaves out`,
      resources: [
        holder,
        exclusive(`${title}Policy`, { [kind]: "ana", name: "send", policy: send }),
        exclusive(`${title}PoliciesExclusive`, { [`${kind}Name`]: "ana", policyNames: ["other"] }),
      ],
      verdict: "fail",
      path: "/policyNames",
      count: 1,
    },
    {
      requirement: "POL-141",
      title: `a managed policy that the exclusive list of a ${kind} leaves out`,
      resources: [
        holder,
        exclusive("PolicyAttachment", { [`${kind}s`]: ["ana"], policyArn: arn }),
        exclusive(`${title}PolicyAttachmentsExclusive`, {
          [`${kind}Name`]: "ana",
          policyArns: ["arn:aws:iam::111122223333:policy/other"],
        }),
      ],
      verdict: "fail",
      path: "/policyArns",
      fix: /^Add the policy of PolicyAttachment to policyArns\.$/,
    },
    {
      title: `a managed policy that the exclusive list of a ${kind} names`,
      resources: [
        holder,
        exclusive(`${title}PolicyAttachment`, { [kind]: "ana", policyArn: arn }),
        exclusive(`${title}PolicyAttachmentsExclusive`, {
          [`${kind}Name`]: "ana",
          policyArns: [arn],
        }),
      ],
      verdict: "pass",
    },
  ];
});

export const attachmentConflictCases = ruleCases(attachmentConflict, [
  ...perKind,
  {
    requirement: "POL-141",
    title: "an inline policy beside an empty exclusive list",
    resources: [
      pay,
      rolePolicy(pay, send, "send"),
      exclusive("RolePoliciesExclusive", { roleName: "pay", policyNames: [] }),
    ],
    verdict: "fail",
  },
  {
    title: "an exclusive list of nobody knows whom",
    resources: [
      pay,
      rolePolicy(pay, send, "send"),
      exclusive("RolePoliciesExclusive", { roleName: unknown, policyNames: [] }),
    ],
    verdict: "undecided",
    path: "/roleName",
  },
  { title: "attachments only", resources: [pay, sending, attach(pay, sending)], verdict: "pass" },
  {
    title: "lists of the role only",
    resources: [role("pay", { managedPolicyArns: [arn], inlinePolicies: [{ policy: send }] })],
    verdict: "pass",
  },
  {
    requirement: "POL-141",
    title: "the same role managed both ways",
    resources: [role("pay", { managedPolicyArns: [arn] }), sending, attach(pay, sending)],
    verdict: "fail",
    path: "/managedPolicyArns",
    message: /^managedPolicyArns removes what pay-sending attaches\.$/,
    fix: /^Remove managedPolicyArns, and attach each policy by a resource of its own\.$/,
    count: 1,
  },
  {
    requirement: "POL-141",
    title: "an empty list of the role, which removes everything",
    resources: [role("pay", { managedPolicyArns: [] }), sending, attach(pay, sending)],
    verdict: "fail",
  },
  {
    requirement: "POL-141",
    title: "inline policies both ways",
    resources: [
      role("pay", { inlinePolicies: [{ name: "a", policy: send }] }),
      rolePolicy(pay, send),
    ],
    verdict: "fail",
    path: "/inlinePolicies",
  },
  {
    title: "an inline list beside managed attachments",
    resources: [
      role("pay", { inlinePolicies: [{ name: "a", policy: send }] }),
      sending,
      attach(pay, sending),
    ],
    verdict: "pass",
  },
  {
    title: "lists of one role and attachments of another",
    resources: [
      role("pay", { managedPolicyArns: [arn] }),
      role("order"),
      sending,
      attach(role("order"), sending),
    ],
    verdict: "pass",
  },
  {
    title: "an exclusive list that refers to the attached policy",
    resources: [
      pay,
      sending,
      attach(pay, sending),
      resource(
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        { roleName: unknown, policyArns: [unknown] },
        { refersTo: { roleName: pay, policyArns: sending } },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "an exclusive list that names the inline policy",
    resources: [
      pay,
      rolePolicy(pay, send, "send"),
      exclusive("RolePoliciesExclusive", { roleName: "pay", policyNames: ["send"] }),
    ],
    verdict: "pass",
  },
  {
    title: "an exclusive list of unknown policies",
    resources: [
      pay,
      sending,
      attach(pay, sending),
      exclusive("RolePolicyAttachmentsExclusive", { roleName: "pay", policyArns: [unknown] }),
    ],
    verdict: "undecided",
    path: "/policyArns",
  },
  {
    title: "an attachment of an unknown policy beside an exclusive list",
    resources: [
      pay,
      exclusive("RolePolicyAttachment", { role: "pay", policyArn: unknown }),
      exclusive("RolePolicyAttachmentsExclusive", { roleName: "pay", policyArns: [arn] }),
    ],
    verdict: "undecided",
  },
  {
    requirement: "POL-141",
    title: "an exclusive list that refers to another policy than the attached one",
    resources: [
      pay,
      sending,
      policy("other", send),
      attach(pay, sending),
      resource(
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        { roleName: unknown, policyArns: [unknown] },
        { refersTo: { roleName: pay, policyArns: policy("other", send) } },
      ),
    ],
    verdict: "fail",
  },
]);
