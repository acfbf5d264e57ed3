import path from "node:path";
import type { Statement } from "../../plan/document";
import {
  maxPolicyCharacters,
  type OrganizationPolicyPlan,
  organizationPolicyText,
  planOrganizationPolicies,
} from "../../plan/organization";
import { stackContext } from "../stack-context";
import { markdownTable } from "./markdown";

// Ids of nobody, in the place of those that only the organization knows.
const example = {
  organizationId: "o-exampleorgid",
  administratorArns: ["arn:aws:iam::111122223333:role/example-deploy"],
};

/** The page on organization policies, with those of `prod` as they would be written for an example organization. */
export function organizationPoliciesPage(): string {
  const root = path.resolve(__dirname, "../..");
  const policies = planOrganizationPolicies(stackContext(root, "prod"), example);
  return [...introduction, ...policies.flatMap(policySection)].join("\n");
}

const introduction = [
  "# Organization policies",
  "",
  "Generated from `plan/organization/` by `npm run docs`.",
  "",
  "What a stack cannot enforce on the account that it lives in: service control policies bound every principal of",
  "the account, its administrators included, and a resource control policy bounds who may reach its resources from",
  "outside. No stack applies them. Write them, review them, and let whoever manages the organization attach them:",
  "",
  "```sh",
  "npm run build -- org-policies --organization o-... --stack prod --administrator <ARN of the deploying role>",
  "aws organizations create-policy --type SERVICE_CONTROL_POLICY --name <name> --description <text> \\",
  "  --content file://dist/org-policies/prod/stack-guardrails.json",
  "aws organizations attach-policy --policy-id <id> --target-id <account>",
  "```",
  "",
  "- The files depend on the organization's id and on who deploys, which the repository does not know: they are",
  "  written below `dist/`, and this page shows them for an example, so that a change of one is seen in review.",
  "- Name every role that deploys the stack by `--administrator`, repeated for each. The stack's own containment role is",
  "  let through to put policies into roles, and for nothing else.",
  "  Those of `identity.deployerArns` are let through besides, and those of `keys.administratorArns` for keys.",
  "- Account guardrails are written for the stack that owns the account (`accountBaseline: owner`) alone.",
  "- Attach them to a test account first. None of them holds for the organization's management account, and service",
  "  control policies hold for no service-linked role.",
  "- The data perimeter holds for every resource of the account: principals of accounts outside the organization that",
  "  somebody relies on lose their access, also those that `keys.administratorArns` names. A web identity, such as the",
  "  one of a deployment pipeline, belongs to no organization; the trust policy of its role decides alone.",
  "- Regions are not limited: a list would forbid those that an inference profile of Amazon Bedrock routes to.",
  "",
];

function policySection(policy: OrganizationPolicyPlan): readonly string[] {
  const { key, type, description, document } = policy;
  const size = organizationPolicyText(policy).length;
  return [
    `## ${key}`,
    "",
    `${description}. Type \`${type}\`; ${String(size)} of ${String(maxPolicyCharacters)} characters without white space.`,
    "",
    markdownTable(["Statement", "Denies", "To"], document.Statement.map(statementRow)),
    "",
    "```json",
    JSON.stringify(document, null, 2),
    "```",
    "",
  ];
}

const statementRow = ({ Sid, Action, Condition }: Statement): readonly string[] => [
  Sid,
  Action.length > 3 ? `${String(Action.length)} actions` : Action.join(", "),
  Condition === undefined ? "everybody" : `requests that meet ${Object.keys(Condition).join(", ")}`,
];
