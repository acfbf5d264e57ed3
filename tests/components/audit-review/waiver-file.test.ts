import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readWaiverFile } from "../../../components/audit-review/waiver-file";

describe("readWaiverFile", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "waivers-"));

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads the file, and tells one that is missing from one that cannot be read", () => {
    writeFileSync(path.join(folder, "waivers.dev.json"), "[]");
    mkdirSync(path.join(folder, "waivers.prod.json"));
    const read = (name: string) => readWaiverFile(folder, name);
    const name = "waivers.dev.json";
    assert.deepEqual(read(name), { kind: "text", name, text: "[]" });
    assert.equal(read("waivers.test.json").kind, "absent");
    assert.equal(read("waivers.prod.json").kind, "unreadable");
  });
});
