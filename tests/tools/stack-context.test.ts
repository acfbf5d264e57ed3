import assert from "node:assert/strict";
import path from "node:path";
import { planEstate } from "../../plan/estate";
import { stackContext } from "../../tools/stack-context";

const root = path.resolve(__dirname, "../..");

describe("stackContext", () => {
  it("reads each stack's own environment and names, from which its estate can be planned", () => {
    for (const stack of ["dev", "prod"]) {
      const { config, environment, names, tags } = stackContext(root, stack);
      assert.equal(config.environment, stack);
      assert.equal(names.prefix, `agent-runtime-${stack}`);
      assert.deepEqual([tags["Stack"], environment.accountId], [stack, "111122223333"]);
      assert.ok(planEstate(config, environment).identity.roles.length > 0);
    }
  });

  it("refuses a stack that has no file", () => {
    assert.throws(() => stackContext(root, "stage"), /stage/);
  });
});
