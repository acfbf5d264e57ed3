import assert from "node:assert/strict";
import { counted, escapeMarkup, oneLine, printable } from "../../../policy-pack/report/text";

describe("printable", () => {
  it("replaces control characters and lone surrogates, and keeps tabs, line ends and whole characters", () => {
    assert.equal(printable("a\u0000\u001b\u009f\u2028b"), "a\ufffd\ufffd\ufffd\ufffdb");
    assert.equal(printable("\ud800x\udc00"), "\ufffdx\ufffd");
    assert.equal(printable("\t\n\r😀é"), "\t\n\r😀é");
  });
});

describe("oneLine", () => {
  it("joins lines and trims", () => {
    assert.equal(oneLine("  a\r\n\tb  c "), "a b c");
  });
});

describe("escapeMarkup", () => {
  it("escapes what ends text or an attribute, white space that attributes would lose included", () => {
    assert.equal(
      escapeMarkup("<a b=\"c\" d='e'>&\t\n\r"),
      "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&#9;&#10;&#13;",
    );
  });
});

describe("counted", () => {
  it("knows one and many", () => {
    assert.deepEqual(
      [counted(0, "rule"), counted(1, "rule"), counted(2, "rule")],
      ["0 rules", "1 rule", "2 rules"],
    );
  });
});
