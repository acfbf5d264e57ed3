import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { postgresFolder } from "../../../tools/postgres/installed";

describe("postgresFolder", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "programs-"));
    for (const name of ["half", "whole"]) mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, "half/initdb"), "");
    for (const program of ["initdb", "postgres"]) {
      writeFileSync(path.join(folder, "whole", program), "");
    }
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("is the first folder of the path that has both programs", () => {
    const searched = ["half", "none", "whole"].map((name) => path.join(folder, name));
    assert.equal(postgresFolder(searched.join(path.delimiter)), path.join(folder, "whole"));
  });

  it("is not a folder with one of them", () => {
    assert.notEqual(postgresFolder(path.join(folder, "half")), path.join(folder, "half"));
  });
});
