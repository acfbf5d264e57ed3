import assert from "node:assert/strict";
import fc from "fast-check";
import type { Entry } from "../../../../policy-pack/iam/document";
import { arnIndex } from "../../../../policy-pack/iam/effective/arn-index";
import { takesIn } from "../../../../policy-pack/iam/effective/arn-patterns";
import { resource, unknown } from "../../../support/policy-pack/resources";

const named = (type: string, property: string, name: string) =>
  resource(type, { [property]: name }, { name: `${type}-${name}` });

const names = ["a", "ab", "a-b", "a/b", "b", unknown];
const resources = [
  ...names.map((name) => named("aws:sqs/queue:Queue", "name", name)),
  ...names.map((name) => named("aws:s3/bucket:Bucket", "bucket", name)),
  ...names.map((name) => named("aws:secretsmanager/secret:Secret", "name", name)),
  ...names.map((name) => named("aws:cloudwatch/logGroup:LogGroup", "name", name)),
  resource("aws:kms/key:Key", {}, { name: "key" }),
];

const tail = fc
  .array(fc.constantFrom("a", "b", "/", "-", ":", "*", "?", "??????", "${aws:username}"), {
    maxLength: 4,
  })
  .map((parts) => parts.join(""));
const head = fc.constantFrom(
  "arn:aws:sqs:eu-west-1:111122223333:",
  "arn:aws:s3:::",
  "arn:aws:secretsmanager:*:*:secret:",
  "arn:aws:logs:eu-west-1:*:log-group:",
  "arn:aws:kms:*:*:key/",
  "arn:aws:s*:*:*:",
  "arn:*",
  "*",
);

describe("index of ARNs", () => {
  it("POL-473 finds every resource that a pattern takes in", () => {
    const index = arnIndex(resources);
    fc.assert(
      fc.property(head, tail, (start, end) => {
        const entry: Entry = { kind: "text", text: start + end, path: "" };
        const found = new Set(index.candidates(entry));
        const missed = resources.filter(
          (each) => takesIn({ kind: "entry", entry, path: "" }, each) !== "no" && !found.has(each),
        );
        assert.deepEqual(
          missed.map(({ name }) => `${entry.text} ${name}`),
          [],
        );
      }),
      { numRuns: 5000 },
    );
  });

  it("leaves out what a full ARN does not name", () => {
    const index = arnIndex(resources.slice(0, 5));
    const entry: Entry = { kind: "text", text: "arn:aws:sqs:eu-west-1:1:ab", path: "" };
    assert.deepEqual(
      index.candidates(entry).map(({ properties }) => properties["name"]),
      ["ab"],
    );
  });

  it("finds references by name and by URN, and everything for what is unknown", () => {
    const index = arnIndex(resources);
    const [first] = resources;
    assert.ok(first);
    const reference = (ref: string): Entry => ({ kind: "reference", ref, suffix: "", path: "" });
    assert.deepEqual(index.candidates(reference(first.name)), [first]);
    assert.deepEqual(index.candidates(reference(first.urn)), [first]);
    assert.deepEqual(index.candidates(reference("nothing")), []);
    assert.equal(index.candidates({ kind: "unknown", path: "" }).length, resources.length);
  });
});
