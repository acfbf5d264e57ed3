import assert from "node:assert/strict";
import { type Figures, figures, type Outcome, outcomes } from "./quality/figures";
import { known } from "./quality/known";

/** Whether the pack and the reviewer say the same. */
const agree = (outcome: Outcome) => outcome.isNamed === (outcome.case.expect === "violation");

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

const line = ({ family, violations, found, compliant, reported, precision, recall }: Figures) =>
  `| ${family} | ${String(found)} of ${String(violations)} | ${String(reported)} of ${String(compliant)} | ${percent(precision)} | ${percent(recall)} |`;

const described = ({ family, case: { title, expect }, rules }: Outcome) =>
  `${family}: ${title} — should be ${expect}; named by ${rules.join(", ") || "no rule"}`;

describe("quality", () => {
  const judged = outcomes();

  it("POL-455 agrees with an experienced reviewer on stacks written without its rules in sight", () => {
    const surprises = judged.filter(
      (outcome) => !agree(outcome) && known[outcome.case.title] === undefined,
    );
    const report = [...figures(judged).map(line), ...surprises.map(described)];
    assert.equal(surprises.length, 0, `\n${report.join("\n")}`);
  });

  it("POL-455 lists as known only what the pack and the reviewer disagree on", () => {
    const disagreed = judged
      .filter((outcome) => !agree(outcome))
      .map(({ case: { title } }) => title);
    assert.deepEqual(
      Object.keys(known).filter((title) => !disagreed.includes(title)),
      [],
    );
  });

  it("POL-455 has at least fourteen stacks of either kind in each family, no title twice", () => {
    const least = 14;
    const few = figures(judged).filter(
      ({ violations, compliant }) => violations < least || compliant < least,
    );
    assert.deepEqual(few, []);
    assert.equal(new Set(judged.map((outcome) => outcome.case.title)).size, judged.length);
  });
});
