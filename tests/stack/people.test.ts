import assert from "node:assert/strict";
import type { PreviewResult } from "../../preview/index";
import { everybody } from "../plan/examples";
import { ofType, previewStack } from "./support";

const config = { "agent-runtime:identity": JSON.stringify(everybody["identity"]) };

for (const stack of ["dev", "prod"]) {
  describe(`the ${stack} estate that lets people and a pipeline in`, () => {
    let result: PreviewResult;

    before(async () => {
      result = await previewStack(stack, { config });
    });

    it("has no mandatory and no undecided finding", () => {
      assert.deepEqual(
        result.findings.filter(
          ({ level, verdict }) => level === "mandatory" || verdict === "undecided",
        ),
        [],
      );
    });

    it("IAM-65 registers the pipeline's provider in the stack that owns the account alone", () => {
      const providers = ofType(result.resources, "OpenIdConnectProvider");
      assert.equal(providers.length, stack === "prod" ? 1 : 0);
    });

    it("raises an alarm on every use of break-glass", () => {
      const alarms = ofType(result.resources, "MetricAlarm").map(({ inputs }) => inputs);
      const [alarm] = alarms.filter(
        ({ name }) => typeof name === "string" && name.endsWith("-break-glass-use"),
      );
      assert.deepEqual([alarm?.["threshold"], alarm?.["statistic"]], [1, "Sum"]);
    });
  });
}
