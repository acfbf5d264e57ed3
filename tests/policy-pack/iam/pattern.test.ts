import assert from "node:assert/strict";
import fc from "fast-check";
import {
  covers,
  hasWildcard,
  intersects,
  isEveryAction,
  isEveryResource,
  isEverything,
} from "../../../policy-pack/iam/pattern";
import { letters, unionCovers } from "../../../policy-pack/iam/pattern-union";

/** Every text of up to seven characters; no pattern names `z`, so it stands for all other characters. */
const texts: readonly string[] = (() => {
  let last = [""];
  const all = [...last];
  for (let length = 1; length <= 7; length += 1) {
    last = last.flatMap((text) => ["a", "b", "z"].map((letter) => text + letter));
    all.push(...last);
  }
  return all;
})();

/** Which of the texts a pattern matches, by regular expression. */
function matching(pattern: string): readonly boolean[] {
  const form = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
  return texts.map((text) => form.test(text));
}

// Two patterns of four characters meet, or differ, in a text of seven if they do at all. A union of several
// may need longer texts than the oracle has, so the seed is fixed.
const pattern = fc.stringMatching(/^[ab*?]{0,4}$/);
const seed = 20_261_124;

describe("patterns as sets", () => {
  it("POL-110 contain each other exactly when every text of one is a text of the other", () => {
    fc.assert(
      fc.property(pattern, pattern, (outer, inner) => {
        const wide = matching(outer);
        const expected = matching(inner).every((isMatch, at) => !isMatch || wide[at] === true);
        assert.equal(covers(outer, inner), expected, `${outer} covers ${inner}`);
      }),
      { numRuns: 3000, seed },
    );
  });

  it("POL-110 meet exactly when some text is a text of both", () => {
    fc.assert(
      fc.property(pattern, pattern, (left, right) => {
        const other = matching(right);
        const expected = matching(left).some((isMatch, at) => isMatch && other[at] === true);
        assert.equal(intersects(left, right), expected, `${left} meets ${right}`);
      }),
      { numRuns: 3000, seed },
    );
  });

  it("POL-116 cover one together exactly when each of its texts is a text of one of them", () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 4 }), pattern, (patterns, inner) => {
        const all = patterns.map(matching);
        const expected = matching(inner).every(
          (isMatch, at) => !isMatch || all.some((one) => one[at] === true),
        );
        assert.equal(unionCovers(patterns, inner, "abz"), expected, `${patterns.join()} ${inner}`);
      }),
      { numRuns: 2000, seed },
    );
  });

  it("are the same set whatever the order of their wildcards", () => {
    for (const [left, right] of [
      ["*?", "?*"],
      ["a**b", "a*b"],
      ["?*?", "??*"],
      ["a*?*b", "a?*b"],
    ] as const) {
      assert.ok(covers(left, right) && covers(right, left), `${left} ${right}`);
    }
    assert.ok(!covers("a?*", "a*"));
  });

  it("POL-117 take a variable for text that nobody knows, the same wherever it is written", () => {
    const own = "user/${aws:username}";
    assert.ok(covers(own, own));
    assert.ok(covers("user/*", own));
    assert.ok(!covers("user/????", own));
    assert.ok(!covers("user/${aws:userid}", own));
    assert.ok(intersects(own, "user/ana"));
    assert.ok(!intersects(own, "role/ana"));
    assert.ok(covers("*", "${aws:PrincipalTag/team, '*'}"));
    assert.ok(!covers("${aws:PrincipalTag/team}", "${aws:PrincipalTag/team, '*'}"));
  });

  it("POL-117 take ${*}, ${?} and ${$} for the characters themselves", () => {
    assert.ok(!hasWildcard("a${*}${?}${$}"));
    assert.ok(covers("a?", "a${*}"));
    assert.ok(!covers("a${*}", "ab"));
    assert.ok(hasWildcard("a${*}*"));
    assert.ok(hasWildcard("${aws:PrincipalTag/team, 'a?'}"));
    assert.ok(!hasWildcard("${aws:PrincipalTag/team, 'a'}"));
  });

  it("POL-111 are everything in every spelling, and nothing else is", () => {
    for (const text of ["*", "**", "*:*", "?*", "*?", "?*:?*"]) {
      assert.ok(isEverything(text), text);
      assert.ok(isEveryAction(text), text);
    }
    for (const text of ["arn:*", "arn:*:*", "arn:aws:*", "arn:aws-cn:*", "a*:*", "*"]) {
      assert.ok(isEveryResource(text), text);
    }
    for (const text of ["arn:*", "arn:*:*", "arn:aws:*"]) assert.ok(isEverything(text), text);
    for (const text of ["", "s3:*", "arn:aws:s3:::*", "arn:aws:*:eu-west-1:*", "?", "a*", "*:a"]) {
      assert.ok(!isEverything(text), text);
    }
  });

  it("POL-112 cover a service letter by letter only when no letter is missing", () => {
    const each = Array.from(letters).map((letter) => `sqs:${letter}*`);
    assert.ok(unionCovers(each, "sqs:?*", letters));
    assert.ok(!unionCovers(each.slice(1), "sqs:?*", letters));
    assert.ok(!unionCovers(each, "sqs:*", letters), "the empty name has no first letter");
    assert.ok(!unionCovers(each, "sns:?*", letters));
  });

  it("POL-110 POL-456 answer on hostile text in bounded time: no when containing, yes when meeting", () => {
    const stars = "*a".repeat(50_000);
    const marks = "?".repeat(100_000);
    for (const [left, right] of [
      [stars, `${stars}b`],
      [marks, stars],
      ["a*".repeat(2000), "*a".repeat(2000)],
    ] as const) {
      assert.equal(covers(left, right), false);
      assert.equal(intersects(left, right), true);
      assert.equal(unionCovers([left, `${left}c`], right), false);
    }
    assert.equal(covers("*", stars), true);
    assert.equal(covers(stars, stars), true);
    assert.equal(isEverything(stars), false);
    // Subsets of these patterns grow without end: the search gives up, and says no.
    const growing = Array.from({ length: 12 }, (_, at) => `*a${"?".repeat(at + 8)}`);
    assert.equal(unionCovers(growing, "?*b*"), false);
  });
});
