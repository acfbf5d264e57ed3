import assert from "node:assert/strict";
import fc from "fast-check";
import { escaped } from "../../runtime/html";

describe("escaped", () => {
  it("leaves nothing that HTML reads as more than text, and loses nothing", () => {
    const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
    const read = (text: string) =>
      text.replaceAll(/&(#39|[a-z]+);/g, (_, name: string) => named[name] ?? "'");
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("&", "<", ">", '"', "'", "amp;", "#39;") }),
        (text) => {
          assert.doesNotMatch(escaped(text), /[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
          assert.equal(read(escaped(text)), text);
        },
      ),
    );
  });
});
