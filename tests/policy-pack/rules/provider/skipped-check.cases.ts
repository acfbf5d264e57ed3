import type { Properties } from "../../../../policy-pack/engine/value";
import { skippedCheck } from "../../../../policy-pack/rules/provider/skipped-check";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const provider = (properties: Properties) => [resource("pulumi:providers:aws", properties)];

export const skippedCheckCases = ruleCases(skippedCheck, [
  { title: "a provider that says nothing", resources: provider({}), verdict: "pass" },
  {
    title: "what the SDK itself sets",
    resources: provider({ skipCredentialsValidation: "false", skipRegionValidation: "true" }),
    verdict: "pass",
  },
  ...["skipCredentialsValidation", "skipRequestingAccountId", "insecure"].flatMap((name) => [
    {
      requirement: "POL-34",
      title: `${name} as JSON text`,
      resources: provider({ [name]: "true" }),
      verdict: "fail" as const,
      path: `/${name}`,
      fix: new RegExp(`^Remove ${name}`),
      count: 1,
    },
    {
      title: `${name} as a boolean`,
      resources: provider({ [name]: true }),
      verdict: "fail" as const,
    },
  ]),
  {
    title: "an unknown switch",
    resources: provider({ skipRequestingAccountId: unknown }),
    verdict: "undecided",
    path: "/skipRequestingAccountId",
  },
]);
