import { claimedTwice } from "../../../../policy-pack/rules/contract/claimed-twice";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { component, declaration, rolePolicy, send } from "./contracts";

const twice = component({
  documents: [declaration([send]), declaration([send], "send", "again")],
});
const outer = component({ documents: [declaration([send])] });
const inner = resource(
  "demo:index:Inner",
  { zeroTrust: { contract: 1, documents: [declaration([send], "send", "inner")] } },
  { name: "inner", parent: outer },
);

export const claimedTwiceCases = ruleCases(claimedTwice, [
  {
    requirement: "POL-65",
    title: "a child that one component declares twice",
    resources: [twice, rolePolicy(unknown, twice)],
    verdict: "fail",
    level: "mandatory",
    count: 1,
    path: "/zeroTrust/documents/1",
    message: /^again declares policy of send, which send declares already\.$/,
  },
  {
    requirement: "POL-65",
    title: "a child that two components above it declare",
    resources: [outer, inner, rolePolicy(unknown, inner)],
    verdict: "fail",
    count: 1,
    message: /^inner declares policy of send, which send declares already\.$/,
  },
  {
    title: "two children of one name in two components, each declared by its own",
    resources: [
      outer,
      rolePolicy(unknown, outer),
      component({ documents: [declaration([send])] }, "other", "demo:index:Other"),
    ],
    verdict: "pass",
  },
  {
    title: "two documents of one component",
    resources: (() => {
      const both = component({
        documents: [declaration([send]), declaration([send], "read", "read")],
      });
      return [both, rolePolicy(unknown, both), rolePolicy(unknown, both, "read")];
    })(),
    verdict: "pass",
  },
  {
    title: "a declaration about nothing",
    resources: [twice],
    verdict: "pass",
  },
]);
