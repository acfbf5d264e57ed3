import assert from "node:assert/strict";
import { Queries } from "../../../components/monitoring/queries";
import { planLogGroups } from "../../../plan/monitoring/log-groups";
import { planQueries } from "../../../plan/monitoring/queries";
import { planContext } from "../../support/context";
import { declaredBy, ofType } from "../../support/mocks";

describe("Queries", () => {
  it("BEST-37 saves every planned query with its log groups", async () => {
    const context = planContext();
    const plan = planQueries(context);
    const logGroupNames = Object.fromEntries(
      planLogGroups(context).groups.map(({ name }) => [name, name]),
    );
    const declared = await declaredBy(() => {
      new Queries("queries", { plan, logGroupNames });
    });
    const byName = (rows: readonly (readonly unknown[])[]) =>
      [...rows].sort(([a], [b]) => String(a).localeCompare(String(b)));
    const saved = ofType(declared, "aws:cloudwatch/queryDefinition:QueryDefinition").map(
      ({ name, inputs }) => [name, inputs["name"], inputs["queryString"], inputs["logGroupNames"]],
    );
    const planned = plan.queries.map(({ key, name, text, logGroups }) => [
      `queries-${key}`,
      name,
      text,
      logGroups,
    ]);
    assert.deepEqual(byName(saved), byName(planned));
  });
});
