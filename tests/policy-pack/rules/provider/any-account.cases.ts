import type { Properties } from "../../../../policy-pack/engine/value";
import { anyAccount } from "../../../../policy-pack/rules/provider/any-account";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const provider = (properties: Properties) => [resource("pulumi:providers:aws", properties)];

export const anyAccountCases = ruleCases(anyAccount, [
  {
    requirement: "POL-34",
    title: "a provider that is limited to an account",
    resources: provider({ allowedAccountIds: '["111122223333"]' }),
    verdict: "pass",
  },
  {
    requirement: "POL-34",
    title: "a provider that is not, as a note",
    resources: provider({}),
    verdict: "fail",
    path: "/allowedAccountIds",
    level: "advisory",
    fix: /allowedAccountIds/,
  },
  { title: "an empty list", resources: provider({ allowedAccountIds: "[]" }), verdict: "fail" },
  {
    title: "an empty account",
    resources: provider({ allowedAccountIds: '[""]' }),
    verdict: "fail",
  },
  {
    title: "unknown accounts",
    resources: provider({ allowedAccountIds: unknown }),
    verdict: "undecided",
    level: "advisory",
    path: "/allowedAccountIds",
  },
]);
