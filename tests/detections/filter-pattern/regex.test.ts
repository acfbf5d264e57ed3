import assert from "node:assert/strict";
import fc from "fast-check";
import { takeRegex } from "../../../detections/filter-pattern/regex";
import { Scanner } from "../../../detections/filter-pattern/scanner";

const found = (regex: string, texts: readonly string[]): readonly string[] =>
  texts.filter((text) => takeRegex(new Scanner(`%${regex}%`))?.test(text));

const examples: readonly {
  readonly regex: string;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}[] = [
  { regex: "^[hc]at", yes: ["hat", "cats"], no: ["bat", "a hat"] },
  { regex: "[hc]at$", yes: ["hat", "a cat"], no: ["hats", "bat"] },
  { regex: "colou?r", yes: ["color", "colour"], no: ["colouur"] },
  { regex: "[abc]", yes: ["a", "b", "c"], no: ["d", "A"] },
  { regex: "[a-z]", yes: ["a", "z"], no: ["A", "1"] },
  { regex: "[abcx-z]", yes: ["a", "c", "x", "y", "z"], no: ["d", "w"] },
  { regex: "^a{3,5}$", yes: ["aaa", "aaaa", "aaaaa"], no: ["aa", "aaaaaa"] },
  { regex: "^a{3, 5}$", yes: ["aaa"], no: ["aa", "aaaaaa"] },
  { regex: "^a{,2}$", yes: ["", "a", "aa"], no: ["aaa", "a{,2}"] },
  { regex: "^a{2,}$", yes: ["aa", "aaaaa"], no: ["a"] },
  { regex: "^a{2}$", yes: ["aa"], no: ["a", "aaa"] },
  { regex: "gray|grey", yes: ["gray", "grey"], no: ["groy"] },
  {
    regex: "^starting|^initializing|^shutting down",
    yes: ["starting up", "initializing", "shutting down now"],
    no: ["skipping initializing"],
  },
  { regex: "abcc|ab[^c]$", yes: ["abcc x", "aba"], no: ["aac x", "abc"] },
  { regex: "\\[.\\]", yes: ["[a]", "[b]", "[7]", "[@]", "[]]", "[ ]"], no: ["[]", "a"] },
  { regex: "10\\.10\\.0\\.1", yes: ["10.10.0.1"], no: ["10010,051"] },
  { regex: "10.10.0.1", yes: ["10.10.0.1", "10010,051"], no: ["10.10.1"] },
  { regex: "ab*c", yes: ["ac", "abc", "abbbc"], no: ["a", "adc"] },
  { regex: "ab[0-9]*", yes: ["ab", "ab0", "ab129"], no: ["a0"] },
  { regex: "ab+c", yes: ["abc", "abbc", "abbbc"], no: ["ac"] },
  { regex: ".at", yes: ["hat", "cat", "bat", "4at", "#at", " at"], no: ["at"] },
  { regex: "\\d", yes: ["0"], no: ["a", ""] },
  { regex: "\\D", yes: ["a"], no: ["0", ""] },
  { regex: "\\s", yes: ["\t", " ", "\n"], no: ["a"] },
  { regex: "\\S", yes: ["a"], no: [" \t\n"] },
  { regex: "\\w", yes: ["a", "Z", "_", "0"], no: ["-"] },
  { regex: "\\W", yes: ["-"], no: ["a", "_"] },
  { regex: "\\x3A", yes: ["a:b"], no: ["ab"] },
  { regex: "\\x28", yes: ["f(x"], no: ["fx"] },
  { regex: "[\\]x]", yes: ["]", "x"], no: ["["] },
];

describe("Supported regular expressions (regex) syntax", () => {
  for (const { regex, yes, no } of examples) {
    it(`finds %${regex}% where the guide says so`, () => {
      assert.deepEqual(found(regex, [...yes, ...no]), yes);
    });
  }

  for (const regex of [
    "something!",
    "(a|b)",
    "\\(",
    "é",
    "",
    "a{b",
    "a}",
    "[a",
    "[z-a]",
    "\\b",
    "\\1",
    "a\\",
    "*a",
    "\\x3",
    '"',
  ]) {
    it(`refuses %${regex}%`, () => {
      assert.throws(() => takeRegex(new Scanner(`%${regex}%`)), { name: "FilterPatternError" });
    });
  }

  it("refuses an expression without its end", () => {
    assert.throws(() => takeRegex(new Scanner("%abc")), {
      name: "FilterPatternError",
      position: 4,
    });
  });

  it("finds any supported text after its operators are escaped", () => {
    const text = fc.stringMatching(/^[A-Za-z0-9:_#=@/;,^$?[\]{}|\\*+.-]{1,12}$/);
    fc.assert(
      fc.property(text, fc.string(), fc.string(), (wanted, before, after) => {
        const regex = wanted.replaceAll(/[\^$?[\]{}|\\*+.]/g, (one) => `\\${one}`);
        assert.deepEqual(found(regex, [before + wanted + after]), [before + wanted + after]);
      }),
    );
  });
});
