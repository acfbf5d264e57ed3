import assert from "node:assert/strict";
import path from "node:path";
import { planOrganizationPolicies } from "../../../plan/organization";
import { organizationPoliciesPage } from "../../../tools/docs/organization-policies";
import { stackContext } from "../../../tools/stack-context";

const root = path.resolve(__dirname, "../../..");

describe("organizationPoliciesPage", () => {
  it("BEST-9 shows every policy of prod as it would be written, statement by statement", () => {
    const page = organizationPoliciesPage();
    const shown = [...page.matchAll(/```json\n([^`]*)```/g)].map(([, text = ""]): unknown =>
      JSON.parse(text),
    );
    const policies = planOrganizationPolicies(stackContext(root, "prod"), {
      organizationId: "o-exampleorgid",
      administratorArns: ["arn:aws:iam::111122223333:role/example-deploy"],
    });
    assert.deepEqual(
      shown,
      policies.map(({ document }) => document),
    );
    for (const { key, document } of policies) {
      assert.ok(page.includes(`## ${key}`));
      for (const { Sid } of document.Statement) assert.ok(page.includes(`| ${Sid} |`), Sid);
    }
  });
});
