import assert from "node:assert/strict";
import { ProgramError, UsageError } from "../../../preview/errors";
import { explainProgramFailure } from "../../../preview/process/failure";

const logged = (message: string) => [{ severity: "error", message, urn: "" }] as const;

describe("explainProgramFailure", () => {
  it("keeps the program's message and its own first line, without colours or packages", () => {
    const error = explainProgramFailure(
      logged(
        [
          "Running program '/p/index.js' failed with an unhandled exception:",
          "Error: broken",
          "    at deep (/p/node_modules/sdk/index.js:1:1)",
          "    at Object.<anonymous> \u001b[90m(/p/index.js:7:3)\u001b[39m",
          "    at node:internal/main:1:1",
        ].join("\n"),
      ),
      "",
    );
    assert.ok(error instanceof ProgramError);
    assert.equal(error.message, "Error: broken\n    at Object.<anonymous> (/p/index.js:7:3)");
  });

  it("takes a report about configuration as misuse, whole", () => {
    const text =
      "Configuration is invalid: 1 problem; nothing was created.\n  CFG003 network: missing";
    const error = explainProgramFailure(logged(text), "");
    assert.ok(error instanceof UsageError);
    assert.equal(error.message, text);
  });

  it("falls back to what was written to standard error", () => {
    assert.equal(explainProgramFailure([], "out of memory\n").message, "out of memory");
    assert.match(explainProgramFailure([], "").message, /without a message/);
  });
});
