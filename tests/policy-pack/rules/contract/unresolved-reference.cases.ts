import type { Value } from "../../../../policy-pack/engine/value";
import { unresolvedReference } from "../../../../policy-pack/rules/contract/unresolved-reference";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";
import { component, declaration, keyArn, rolePolicy } from "./contracts";

const key = resource("aws:kms/key:Key", {}, { name: "orbit-key" });
const statement = { Effect: "Allow", Action: ["kms:Decrypt"] };
const refers = (element: Readonly<Record<string, Value>>) => {
  const parent = component({ documents: [declaration([{ ...statement, ...element }])] });
  return [parent, key, rolePolicy(unknown, parent)];
};
const nothing = { ref: "no-key" };

const lost = (title: string, element: Readonly<Record<string, Value>>, path: string): RuleCase => ({
  requirement: "POL-69",
  title,
  resources: refers(element),
  verdict: "fail",
  level: "mandatory",
  count: 1,
  path: `/zeroTrust/documents/0/statements/0/${path}`,
  message: /^send refers to no-key, which is not in the stack\.$/,
});

const members = (contract: Readonly<Record<string, Value>>) => [
  component({ members: contract }),
  key,
  resource("aws:iam/role:Role", { name: "orbit-task" }, { name: "orbit-role" }),
];

export const unresolvedReferenceCases = ruleCases(unresolvedReference, [
  {
    requirement: "POL-69",
    title: "a reference to a resource of the stack, by name and by URN, with a suffix and without",
    resources: refers({ Resource: [{ ref: "orbit-key" }, { ref: key.urn, suffix: "/a" }] }),
    verdict: "pass",
  },
  { title: "an ARN", resources: refers({ Resource: keyArn("1") }), verdict: "pass" },
  lost("a reference to nothing", { Resource: ["arn:a", nothing] }, "Resource/1"),
  lost("a reference to nothing in NotResource", { NotResource: nothing }, "NotResource"),
  lost(
    "a reference to nothing among principals",
    { Principal: { AWS: [nothing] } },
    "Principal/AWS/0",
  ),
  lost(
    "a reference to nothing among excluded principals",
    { NotPrincipal: { AWS: nothing } },
    "NotPrincipal/AWS",
  ),
  lost(
    "a reference to nothing in a condition",
    { Condition: { ArnEquals: { "aws:SourceArn": nothing } } },
    "Condition/ArnEquals/aws:SourceArn",
  ),
  {
    title: "a URN of another stack",
    resources: refers({ Resource: { ref: key.urn.replace(":dev:", ":prod:") } }),
    verdict: "fail",
  },
  {
    title: "members by logical name, physical name and URN",
    resources: members({
      orbit: { roles: ["orbit-role", "orbit-task"], keys: [key.urn], resources: ["orbit-key"] },
    }),
    verdict: "pass",
  },
  {
    title: "a member that names nothing",
    resources: members({ orbit: { keys: ["no-key"] } }),
    verdict: "fail",
    path: "/zeroTrust/members/orbit/keys/0",
    message: /^no-key of orbit names none of the keys of the stack\.$/,
  },
  {
    title: "a member of another kind, and a URN of another kind",
    resources: members({ orbit: { roles: ["orbit-key", key.urn] } }),
    verdict: "fail",
    count: 2,
  },
]);
