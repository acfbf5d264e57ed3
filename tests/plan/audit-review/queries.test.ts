import assert from "node:assert/strict";
import { planReviewQueries } from "../../../plan/audit-review/queries";
import { planContext } from "../../support/context";

const context = planContext();
const { trail, governance } = context.names.logGroups;
const queries = Object.entries(planReviewQueries(context));

describe("planReviewQueries", () => {
  for (const [part, { logGroup, text }] of queries) {
    it(`BEST-37 has ${part} counted by who and what, from first to last, in a log group of the stack`, () => {
      const groups: readonly string[] = [trail, governance];
      assert.ok(groups.includes(logGroup));
      const commands = text.split("\n| ");
      const names = commands[0]?.match(/ as \w+/g)?.map((name) => name.slice(4));
      assert.deepEqual(names?.slice(0, 2), ["who", "what"]);
      assert.match(commands[2] ?? "", /^stats count\(\*\) as calls, .* as first, .* as last by /);
      // The largest counts come first, so that a limit cuts off the smallest.
      assert.equal(commands.at(-1), "sort calls desc");
    });

    it(`A6 takes nothing out of the log for ${part} that could hold a value`, () => {
      const fields = text.match(/(requestParameters|responseElements)\.\w+/g) ?? [];
      const names = /\.(secretId|keyId|roleName|userName|groupName|policyArn|policyName)$/;
      assert.ok(fields.every((field) => names.test(field)));
      assert.doesNotMatch(text, /@message|responseElements/);
    });
  }
});
