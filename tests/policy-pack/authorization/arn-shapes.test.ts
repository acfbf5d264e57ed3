import assert from "node:assert/strict";
import fc from "fast-check";
import {
  arnShapeOf,
  literal,
  matchesArn,
  matchesShape,
} from "../../../policy-pack/authorization/arn-shapes";
import { role } from "../../support/policy-pack/identities";
import { resource, unknown } from "../../support/policy-pack/resources";

const place = { partition: "aws", region: "eu-west-1", account: "111122223333" };

describe("ARN shapes", () => {
  it("IAM-57 are exact where name, Region and account are known", () => {
    const queue = resource("aws:sqs/queue:Queue", { name: "orders" });
    assert.equal(arnShapeOf(place, queue), "arn:aws:sqs:eu-west-1:111122223333:orders");
    const pathed = role("pay", { path: "/app/dev/" });
    assert.equal(arnShapeOf(place, pathed), "arn:aws:iam::111122223333:role/app/dev/pay");
    const bucket = resource("aws:s3/bucket:Bucket", { bucket: "logs" });
    assert.equal(arnShapeOf(place, bucket), "arn:aws:s3:::logs");
  });

  it("KMS-72 leave open what is not known, and no more", () => {
    const secret = resource("aws:secretsmanager/secret:Secret", { name: "a" });
    const key = resource("aws:kms/key:Key", {});
    const of = (pattern: string, subject = key) => matchesArn(pattern, arnShapeOf(place, subject));
    const arn = (service: string, rest: string) =>
      `arn:aws:${service}:eu-west-1:111122223333:${rest}`;
    assert.equal(of(arn("kms", "key/*")), "yes");
    assert.equal(of(arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab")), "maybe");
    assert.equal(of(arn("kms", "key/too-short")), "no");
    assert.equal(of("arn:aws:kms:us-east-1:111122223333:key/*"), "no");
    assert.equal(of("arn:aws:kms:eu-west-1:999999999999:key/*"), "no");
    assert.equal(of(arn("secretsmanager", "secret:a-??????"), secret), "yes");
    assert.equal(of(arn("secretsmanager", "secret:a-*"), secret), "yes");
    assert.equal(of(arn("secretsmanager", "secret:a-AbCdEf"), secret), "maybe");
    assert.equal(of(arn("secretsmanager", "secret:ab-??????"), secret), "no");
  });

  it("IAM-57 do not decide by a Region, an account or a name that is unknown", () => {
    const nowhere = { partition: undefined, region: undefined, account: undefined };
    const queue = resource("aws:sqs/queue:Queue", { name: "orders" });
    const pattern = "arn:aws:sqs:eu-west-1:111122223333:orders";
    assert.equal(matchesArn(pattern, arnShapeOf(nowhere, queue)), "maybe");
    assert.equal(matchesArn("arn:*:sqs:*:*:orders", arnShapeOf(nowhere, queue)), "yes");
    const unnamed = role("pay", { name: unknown });
    assert.equal(
      matchesArn("arn:aws:iam::111122223333:role/pay", arnShapeOf(place, unnamed)),
      "maybe",
    );
  });

  const text = fc.stringMatching(/^[ab$*?{}]{0,5}$/);
  const pattern = fc.stringMatching(/^[ab*?]{0,4}$/);

  it("take literal text for itself alone", () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        assert.equal(matchesShape(literal(left), literal(right)), left === right ? "yes" : "no");
      }),
    );
  });

  it("decide by a pattern only what every text of the shape decides alike", () => {
    const texts = fc.stringMatching(/^[ab]{0,4}$/);
    const form = (each: string) =>
      new RegExp(`^${each.replaceAll("*", ".*").replaceAll("?", ".")}$`);
    fc.assert(
      fc.property(pattern, pattern, texts, (asked, shape, arn) => {
        fc.pre(form(shape).test(arn));
        const truth = matchesShape(asked, shape);
        const holds = form(asked).test(arn) ? "yes" : "no";
        assert.ok(truth === "maybe" || truth === holds, `${asked} ${shape} ${arn}: ${truth}`);
      }),
      { numRuns: 2000 },
    );
  });
});
