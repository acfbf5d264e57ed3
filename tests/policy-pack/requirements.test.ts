import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "..");

/** The requirements of the policy pack, first and last of each run; a removed one keeps its number. */
const runs = [
  [1, 15],
  [20, 26],
  [30, 38],
  [40, 45],
  [50, 53],
  [60, 69],
  [100, 121],
  [125, 128],
  [130, 136],
  [140, 147],
  [150, 156],
  [160, 166],
  [170, 175],
  [190, 198],
  [200, 206],
  [210, 215],
  [220, 224],
  [230, 232],
  [240, 246],
  [250, 255],
  [300, 306],
  [310, 316],
  [320, 324],
  [330, 334],
  [340, 347],
  [400, 407],
  [410, 411],
  [420, 425],
  [450, 456],
  [470, 475],
  [480, 482],
] as const;

const required = runs.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at),
);

describe("the requirements of the policy pack", () => {
  it("each have a test that is named after it", () => {
    const titles = globSync("**/*.ts", { cwd: root })
      .filter((file) => !file.startsWith("fixtures/") && !file.endsWith("requirements.test.ts"))
      .flatMap((file) =>
        [
          ...readFileSync(path.join(root, file), "utf8").matchAll(
            /(?:\b(?:it|describe)\(\s*|requirement: |for )["'`]POL-(\d+)[^"'`]*/g,
          ),
        ].flatMap(([title]) =>
          [...title.matchAll(/POL-(\d+)/g)].map(([, number]) => Number(number)),
        ),
      );
    const shown = new Set(titles);
    assert.deepEqual(
      required.filter((number) => !shown.has(number)).map((number) => `POL-${String(number)}`),
      [],
    );
    assert.equal(required.length, 219);
  });
});
