import assert from "node:assert/strict";
import { parseJudgeArguments } from "../../../preview/judge-file/arguments";

describe("parseJudgeArguments", () => {
  it("reads everything", () => {
    const argv =
      "s.json --format sarif --output o --policy-pack p --policy-pack q --policy-pack-config c --waivers w --debug";
    assert.deepEqual(parseJudgeArguments(argv.split(" ")), {
      file: "s.json",
      format: "sarif",
      output: "o",
      policyPacks: ["p", "q"],
      policyPackConfigs: ["c"],
      waivers: "w",
      debug: true,
    });
  });

  it("prints for people unless told otherwise", () => {
    const { format, output, policyPacks, debug } = parseJudgeArguments(["s.json"]);
    assert.deepEqual([format, output, policyPacks, debug], ["console", undefined, [], false]);
  });

  const wrong: readonly (readonly [argv: string, message: RegExp])[] = [
    ["", /^Name the file to judge\.[^]*usage:/],
    ["a b", /^One file at a time; b is too many/],
    ["a --format pdf", /^--format pdf: there is no such format; there are json, sarif/],
    ["a --nope", /--nope[^]*usage:/],
  ];
  for (const [argv, message] of wrong) {
    it(`refuses ${JSON.stringify(argv)}`, () => {
      assert.throws(() => parseJudgeArguments(argv.split(" ").filter(Boolean)), { message });
    });
  }
});
