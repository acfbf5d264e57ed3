import assert from "node:assert/strict";
import path from "node:path";
import { gateCommand } from "../../tools/gate";
import { plannedBundle } from "../../tools/planned-bundle";

const root = path.resolve(__dirname, "../..");

describe("npm run gate", () => {
  it("G4 lets the policies of both stacks pass, each with the digest that is deployed", () => {
    const { exitCode, text } = gateCommand(root, ["dev", "prod"]);
    assert.equal(exitCode, 0, text);
    for (const stack of ["dev", "prod"]) {
      assert.match(
        text,
        new RegExp(
          `^${stack} passed; policies: 1; policy digest: ${plannedBundle(root, stack).digest}$`,
          "m",
        ),
      );
    }
  });

  it("exits 2 for no stack and for an unknown one, and says why", () => {
    assert.equal(gateCommand(root, []).exitCode, 2);
    const unknown = gateCommand(root, ["stage"]);
    assert.equal(unknown.exitCode, 2);
    assert.match(unknown.text, /stage/);
  });
});
