import assert from "node:assert/strict";
import fc from "fast-check";
import { compileFilterPattern } from "../../../detections/filter-pattern";

const request =
  '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
const calls = [
  "INFO 09/25/2014 12:00:00 GET /service/resource/67 1200",
  "INFO 09/25/2014 12:00:01 POST /service/resource/67/part/111 1310",
  "WARNING 09/25/2014 12:00:02 Invalid user request",
  "ERROR 09/25/2014 12:00:02 Failed to process request",
];

const matching = (pattern: string, lines: readonly string[]): readonly string[] =>
  lines.filter(compileFilterPattern(pattern).matches);

describe("Using filter patterns to match terms in space-delimited log events", () => {
  for (const pattern of [
    "[ip=%127\\.0\\.0\\.[1-9]%, user, username, timestamp, request =*.html*, status_code = 4*, bytes]",
    "[ip, user, username, timestamp, request =*.html*, status_code = 4*, bytes]",
    "[..., request =*.html*, status_code = 4*, bytes]",
    "[..., request=*.html*, status_code=4*,]",
    "[ip, user, username, timestamp, request =*.html*, status_code = 404 || status_code = 410, bytes]",
    "[ip, server, username, timestamp, request, status_code, bytes > 1000]",
    "[ip, user, username, timestamp, request, status_code = 4* && status_code != 403, bytes]",
    "[..., status_code, bytes]",
    "[ip, user, ..., status_code, bytes]",
    "[ip, user, ...]",
  ]) {
    it(`matches the guide's line with ${pattern}`, () => {
      assert.deepEqual(matching(pattern, [request]), [request]);
    });
  }

  for (const pattern of [
    "[ip, user, username, timestamp, request, status_code = 200, bytes]",
    "[ip, user, username, timestamp, request, status_code, bytes > 1534]",
    "[ip, user, username, timestamp, request, status_code != 4*, bytes]",
    "[ip = 10.*, ...]",
    "[..., bytes < 1000]",
  ]) {
    it(`does not match the guide's line with ${pattern}`, () => {
      assert.deepEqual(matching(pattern, [request]), []);
    });
  }

  it("extracts the fields of the guide's line under their names, and the others under their positions", () => {
    const pattern = "[ip, user, username, timestamp, request =*.html*, status_code = 4*, bytes]";
    assert.deepEqual(compileFilterPattern(pattern).fieldsOf(request), {
      $ip: "127.0.0.1",
      $user: "Prod",
      $username: "frank",
      $timestamp: "10/Oct/2000:13:25:15 -0700",
      $request: "GET /index.html HTTP/1.0",
      $status_code: "404",
      $bytes: "1534",
    });
    assert.deepEqual(
      compileFilterPattern("[..., request=*.html*, status_code=4*,]").fieldsOf(request),
      {
        $1: "127.0.0.1",
        $2: "Prod",
        $3: "frank",
        $4: "10/Oct/2000:13:25:15 -0700",
        $request: "GET /index.html HTTP/1.0",
        $status_code: "404",
        $7: "1534",
      },
    );
    assert.equal(compileFilterPattern("[..., bytes > 9999]").fieldsOf(request), undefined);
  });

  it("matches words by their order", () => {
    assert.deepEqual(matching("[w1=ERROR, w2]", calls), [calls[3]]);
    assert.deepEqual(matching("[w1=ERROR || w1=WARNING, w2]", calls), calls.slice(2));
    assert.deepEqual(matching("[w1!=ERROR && w1!=WARNING, w2]", calls), calls.slice(0, 2));
  });

  it("matches no line of fewer words than fields, with or without ...", () => {
    const lines = ["a", "a b", "a b c"];
    assert.deepEqual(matching("[x, y]", lines), ["a b", "a b c"]);
    assert.deepEqual(matching("[x, ..., y]", lines), ["a b", "a b c"]);
    assert.deepEqual(matching("[..., x, y, z]", lines), ["a b c"]);
  });

  it("matches items of a resource's address by a regular expression", () => {
    const fields = "logLevel, date, time, method";
    assert.deepEqual(
      matching(`[${fields}, url=%/service/resource/[0-9]+$%, response_time]`, calls),
      [calls[0]],
    );
    assert.deepEqual(
      matching(`[${fields}, url=%/service/resource/[0-9]+/part/[0-9]+$%, response_time]`, calls),
      [calls[1]],
    );
  });

  it("gives the rest of the line to the last field, as CloudWatch's pattern for Lambda needs it", () => {
    const line = "2026-01-01T00:00:00.000Z\tc1a-4f\tINFO the message  as it is\n";
    assert.deepEqual(
      compileFilterPattern('[timestamp=*Z, request_id="*-*", event]').fieldsOf(line),
      {
        $timestamp: "2026-01-01T00:00:00.000Z",
        $request_id: "c1a-4f",
        $event: "INFO the message  as it is",
      },
    );
  });

  it("compares numbers as numbers and matches no order with other texts", () => {
    const lines = ["a 9", "a 10", "a 1e1", "a -", "a 10.0"];
    assert.deepEqual(matching("[name, size > 9]", lines), ["a 10", "a 1e1", "a 10.0"]);
    assert.deepEqual(matching("[name, size = 10]", lines), ["a 10", "a 1e1", "a 10.0"]);
    assert.deepEqual(matching('[name, size = "10"]', lines), ["a 10"]);
  });

  it("reads a flow log's action by its place", () => {
    const fields =
      "version, account, eni, source, destination, srcport, destport, protocol, packets, bytes";
    const pattern = `[${fields}, windowstart, windowend, action="REJECT", flowlogstatus]`;
    const flow = (action: string): string =>
      `2 123456789012 eni-1 10.0.0.1 10.0.0.2 REJECT 443 6 1 40 1 2 ${action} OK`;
    assert.deepEqual(matching(pattern, [flow("ACCEPT"), flow("REJECT")]), [flow("REJECT")]);
  });

  for (const pattern of [
    "[]",
    "[a",
    "[a b]",
    "[a, ..., b, ...]",
    "[a = 1 || b = 2]",
    "[= 1]",
    "[a =]",
    "[a > x]",
    "[(a = 1)]",
    "[a-b]",
    "[a] b",
  ]) {
    it(`refuses ${pattern}`, () => {
      assert.throws(() => compileFilterPattern(pattern), { name: "FilterPatternError" });
    });
  }

  it("finds every word where it stands, with ... for any number of others", () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-z0-9./]{1,5}$/),
      fc.stringMatching(/^"[a-z ]{0,5}"$/),
      fc.stringMatching(/^\[[a-z ]{0,5}\]$/),
    );
    const plain = (text: string): string => (/^["[]/.test(text) ? text.slice(1, -1) : text);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.nat(6),
        fc.nat(6),
        (words, one, other) => {
          const [before, after] = [Math.min(one, words.length), Math.min(other, words.length)];
          fc.pre(before + after <= words.length && before + after > 0);
          const names = (letter: string, count: number) =>
            Array.from({ length: count }, (_, index) => `${letter}${index}`);
          const pattern = `[${[...names("a", before), "...", ...names("z", after)].join(", ")}]`;
          const fields = compileFilterPattern(pattern).fieldsOf(words.join(" ")) ?? assert.fail();
          assert.deepEqual(
            names("a", before).map((name) => fields[`$${name}`]),
            words.slice(0, before).map(plain),
          );
          assert.deepEqual(
            names("z", after).map((name) => fields[`$${name}`]),
            words.slice(words.length - after).map(plain),
          );
          assert.equal(Object.keys(fields).length, words.length);
        },
      ),
    );
  });
});
