import assert from "node:assert/strict";
import path from "node:path";
import { readStack } from "../../preview/stack-file";

const fixture = path.resolve(__dirname, "../fixtures/engine/configuration");

describe("readStack", () => {
  const { config } = readStack(fixture, "dev", { "conformance:plain": "from the command line" });

  it("writes objects as the engine does: keys sorted at every level, markup escaped", () => {
    assert.equal(
      config["conformance:object"],
      '{"apple":{"code":"\\u003ca\\u0026b\\u003e","yes":true},"list":[{"a":2,"z":1},"text"],"zebra":1}',
    );
  });

  it("keeps the order of lists", () => {
    assert.equal(config["conformance:list"], '["b","a"]');
  });

  it("lets the stack win over the project, and the command line over both", () => {
    assert.equal(config["conformance:replaced"], "from the stack");
    assert.equal(config["conformance:declared"], "7");
    assert.equal(config["conformance:plain"], "from the command line");
  });
});
