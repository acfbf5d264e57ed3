import assert from "node:assert/strict";
import path from "node:path";
import { planLogRetention } from "../../../plan/monitoring/log-retention";
import { logRetentionPage, logRetentionTable } from "../../../tools/docs/log-retention";
import { stackContext } from "../../../tools/stack-context";

const root = path.resolve(__dirname, "../../..");

describe("logRetentionPage", () => {
  it("BEST-32 has a row for every log group and bucket of both stacks", () => {
    const page = logRetentionPage();
    for (const stack of ["dev", "prod"]) {
      for (const { name } of planLogRetention(stackContext(root, stack))) {
        assert.ok(page.includes(`| \`${name}\` |`), name);
      }
    }
  });

  it("says what never expires, what is locked, and what S3 encrypts by itself", () => {
    const bucket = { kind: "bucket", retentionDays: undefined, protect: true } as const;
    const lines = logRetentionTable([
      {
        ...bucket,
        name: "a",
        objectLock: { mode: "COMPLIANCE", days: 400 },
        encryptionKey: "keys-trail",
      },
      { ...bucket, name: "b", objectLock: undefined, encryptionKey: undefined },
    ]).split("\n");
    assert.equal(
      lines[2],
      "| `a` | bucket | for ever | COMPLIANCE, 400 days | `keys-trail` | yes |",
    );
    assert.equal(lines[3], "| `b` | bucket | for ever | no | S3's own key | yes |");
  });
});
