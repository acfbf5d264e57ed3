import assert from "node:assert/strict";
import { htmlReport } from "../../../policy-pack/report/html";
import type { PolicyReport } from "../../../policy-pack/report/report";
import { makeReport } from "../../../policy-pack/report/report";
import {
  fullInput,
  hostileInput,
  report,
  reportedFinding,
  waiver,
} from "../../support/policy-pack/reports";
import { unknown } from "../../support/policy-pack/resources";

const headings = (of: PolicyReport) =>
  [...htmlReport(of).matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title);

describe("htmlReport", () => {
  it("POL-423 shows summary, findings, matrices, waivers, and controls with gaps", () => {
    const full = makeReport(fullInput());
    assert.deepEqual(headings(full), [
      "Fall-backs",
      "Deviations from the profile",
      "Findings",
      "Who reaches whom",
      "Public edges",
      "Waivers",
      `Controls (map ${full.frameworks.version} of ${full.frameworks.date})`,
      "Rules",
    ]);
    const page = htmlReport(full);
    assert.match(page, /<h1 class="failed">shop\/dev failed: 3 blocking, 2 advisory/);
    assert.match(page, /<td><strong>orbit<\/strong><\/td><td>–<\/td><td>tcp 8443<\/td>/);
    assert.match(page, /<summary>\d+ gaps<\/summary>\n<p>AC-1, /);
    assert.match(page, /9 resources seen, 5 judged, 1 not covered, 3 not applicable; 4 rules run/);
  });

  it("POL-423 loads nothing and runs nothing", () => {
    const page = htmlReport(makeReport(fullInput()));
    assert.doesNotMatch(page, /<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|https?:/i);
    assert.match(page, /Content-Security-Policy" content="default-src 'none'; /);
  });

  // A page is safe when every tag in it is one that the writer itself wrote, with attributes it wrote.
  it("POL-423 escapes every value: hostile text adds no tag and no attribute", () => {
    const tags = (of: PolicyReport) =>
      new Set(
        [...htmlReport(of).matchAll(/<[^>]*>/g)].map(([tag]) =>
          tag.replaceAll(/(title|class|content)="[^"]*"/g, "$1"),
        ),
      );
    const own = tags(makeReport(fullInput()));
    for (const tag of tags(makeReport(hostileInput()))) assert.ok(own.has(tag), tag);
    const page = htmlReport(makeReport(hostileInput()));
    assert.ok(page.includes("&lt;script&gt;alert(1)&lt;/script&gt;"));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
    assert.doesNotMatch(page, /[\u0000-\u0008\u000b-\u001f]/);
  });

  it("says that there are no findings, and leaves out what there is none of", () => {
    const empty = report();
    assert.deepEqual(headings(empty).slice(0, 1), ["Findings"]);
    assert.match(htmlReport(empty), /<p>No findings\.<\/p>/);
    assert.match(htmlReport(empty), /<h1 class="passed">/);
    assert.doesNotMatch(htmlReport(empty), /Waivers|Deviations|Public edges|Fall-backs/);
  });

  it("shows what stands for an unknown value as unknown", () => {
    const page = htmlReport(report({ findings: [reportedFinding({ value: `arn:${unknown}/*` })] }));
    assert.match(page, /<br><code>arn:‹unknown›\/\*<\/code><\/td>/);
  });

  it("puts what blocks first and what is waived last", () => {
    const findings = [
      reportedFinding({ rule: "a/waived", waiver }),
      reportedFinding({ rule: "b/advisory", level: "advisory" }),
      reportedFinding({ rule: "c/blocking" }),
      reportedFinding({ rule: "d/undecided", verdict: "undecided" }),
    ];
    const effects = [...htmlReport(report({ findings })).matchAll(/<strong class="([^"]*)">/g)];
    assert.deepEqual(
      effects.map(([, effect]) => effect),
      ["blocking", "blocking undecided", "advisory", "waived"],
    );
  });

  it("gives URN, line of the program and evidence of a finding, and none to one about the pack", () => {
    const evidence = [{ urn: "urn:pulumi:dev::shop::t::jobs", path: "/name" }];
    const findings = [
      reportedFinding({ source: { file: "a.ts", line: 3 }, evidence }),
      reportedFinding({ urn: undefined }),
    ];
    const page = htmlReport(report({ findings }));
    assert.match(page, /<span title="urn:pulumi:dev::shop::[^"]*">orbit-send, a\.ts:3<\/span>/);
    assert.match(page, /asked for\.<br>Evidence: jobs \/name\.<\/td>/);
    assert.match(page, /<td>the pack<br>/);
  });
});
