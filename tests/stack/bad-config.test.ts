import assert from "node:assert/strict";
import { UsageError } from "../../preview/errors";
import { previewStack } from "./support";

const network = (changes: Readonly<Record<string, unknown>>) => ({
  "agent-runtime:network": JSON.stringify({
    cidr: "10.20.0.0/16",
    zones: ["us-east-1a", "us-east-1b"],
    ...changes,
  }),
});

const cases: readonly {
  readonly title: string;
  readonly config: Readonly<Record<string, string>>;
  readonly codes: readonly string[];
}[] = [
  { title: "a misspelt key", config: { "agent-runtime:netwrok": "{}" }, codes: ["CFG001"] },
  {
    title: "a block that is too small",
    config: network({ cidr: "10.20.0.0/26" }),
    codes: ["NET003"],
  },
  {
    title: "a block that overlaps another network",
    config: network({ reservedCidrs: ["10.20.128.0/17"] }),
    codes: ["NET006"],
  },
  {
    title: "a zone of another Region",
    config: network({ zones: ["us-east-1a", "eu-west-1a"] }),
    codes: ["NET004"],
  },
  {
    title: "an edge to an unknown service, and a zone named twice",
    config: {
      ...network({ zones: ["us-east-1a", "us-east-1a"] }),
      "agent-runtime:edges": JSON.stringify([
        { from: "orbit", to: "axom", operations: [{ method: "GET", path: "/", intent: "read" }] },
      ]),
    },
    codes: ["EDG001", "NET005"],
  },
  {
    title: "a service with more secrets than a permissions boundary has room for",
    config: {
      "agent-runtime:services": JSON.stringify({
        orbit: {
          tier: "private",
          secrets: Array.from({ length: 40 }, (_, index) => `customer-token-${String(index)}`),
        },
      }),
      "agent-runtime:edges": "[]",
    },
    codes: ["IAM001"],
  },
];

describe("a stack whose configuration is wrong", () => {
  for (const { title, config, codes } of cases) {
    it(`is refused for ${title}, before anything is declared`, async () => {
      const declared: string[] = [];
      const preview = previewStack("dev", {
        config,
        onResource: ({ type }) => declared.push(type),
      });
      await assert.rejects(preview, (error) => {
        assert.ok(error instanceof UsageError, String(error));
        for (const code of codes) assert.match(error.message, new RegExp(`^  ${code} `, "m"));
        assert.doesNotMatch(error.message, /\n\s+at /);
        return true;
      });
      assert.deepEqual(
        declared.filter((type) => type !== "pulumi:pulumi:Stack"),
        [],
      );
    });
  }
});
