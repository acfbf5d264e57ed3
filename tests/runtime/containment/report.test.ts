import assert from "node:assert/strict";
import { steps } from "../../../runtime/containment/incident";
import { reportOf, reportPage } from "../../../runtime/containment/report";
import { freshState, walk } from "./world";

describe("reportOf", () => {
  it("writes the timeline from the finding to the end, oldest first, with every record", async () => {
    const state = freshState();
    const { incident } = await walk({ state, through: steps });
    const report = reportOf(incident, state.now);
    const times = report.timeline.map(({ at }) => Date.parse(at));
    assert.deepEqual(
      [...times].sort((one, other) => one - other),
      times,
    );
    assert.equal(report.timeline.length, incident.records.length + 2);
    const flag = incident.records.find(({ step }) => step === "quarantine");
    const happened = Date.parse(incident.finding?.occurredAt ?? "");
    const seconds = (Date.parse(flag?.startedAt ?? "") - happened) / 1000;
    assert.equal(report.secondsToQuarantine, seconds);
    for (const name of ["report.json", "report.html"]) {
      assert.ok(state.objects.has(`incidents/${incident.id}/${name}`));
    }
  });

  it("asks people about what failed", async () => {
    const meddle = ({ name }: { name: string }) =>
      name === "estate.stopTask" ? ("refuse" as const) : undefined;
    const { incident } = await walk({ state: freshState(), meddle });
    const report = reportOf(incident, 0);
    assert.ok(report.failed.some(({ step }) => step === "stop"));
    assert.ok(report.questions.some((question) => question.includes("failed")));
  });

  it("lets no text of a finding become part of the page", async () => {
    const { incident } = await walk({ state: freshState(), through: ["detect"] });
    const title = `<script>alert("1")</script>&'`;
    const finding = incident.finding === undefined ? undefined : { ...incident.finding, title };
    const page = reportPage(reportOf({ ...incident, finding, execution: title }, 0));
    assert.ok(!page.includes("<script"));
    assert.ok(page.includes("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;"));
  });
});
