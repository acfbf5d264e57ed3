import assert from "node:assert/strict";
import { stackOf } from "../../../policy-pack/engine/stack";
import { resource, unknown } from "../../support/policy-pack/resources";

const keyType = "aws:kms/key:Key";
const roleType = "aws:iam/role:Role";
const one = resource(
  keyType,
  {},
  { name: "one", outputs: { keyId: "k-1", arn: "arn:aws:kms:eu-west-1:111122223333:key/k-1" } },
);
const two = resource(keyType, {}, { name: "two" });

const referenceOf = (
  value: string | undefined,
  refersTo?: Readonly<Record<string, typeof one>>,
) => {
  const properties = value === undefined ? {} : { kmsKeyId: value };
  const group = resource(
    "aws:cloudwatch/logGroup:LogGroup",
    properties,
    refersTo === undefined ? {} : { refersTo },
  );
  return stackOf([one, two, group]).reference(group, ["kmsKeyId"], [keyType]);
};

describe("references between resources", () => {
  it("POL-36 take a known physical name first", () => {
    const reference = referenceOf("k-1", { kmsKeyId: two });
    assert.equal(reference.kind === "resource" ? reference.resource : undefined, one);
  });

  it("POL-36 take a known ARN, whatever its Region", () => {
    const reference = referenceOf("arn:aws:kms:eu-west-1:111122223333:key/k-1");
    assert.equal(reference.kind === "resource" ? reference.resource : undefined, one);
  });

  it("POL-36 take the property's dependency where the value is unknown", () => {
    const reference = referenceOf(unknown, { kmsKeyId: two });
    assert.equal(reference.kind === "resource" ? reference.resource : undefined, two);
    assert.equal(referenceOf(unknown).kind, "unknown");
  });

  it("POL-36 guess neither between two candidates nor at a name of another stack", () => {
    const group = resource("t", { kmsKeyId: unknown }, { name: "g" });
    const torn = { ...group, propertyDependencies: { kmsKeyId: [one.urn, two.urn] } };
    const reference = stackOf([one, two, torn]).reference(torn, ["kmsKeyId"], [keyType]);
    assert.deepEqual(reference, { kind: "ambiguous", candidates: [one, two] });
    assert.deepEqual(referenceOf("k-9"), { kind: "foreign", name: "k-9" });
    assert.deepEqual(referenceOf(undefined), { kind: "absent" });
  });

  it("POL-36 find what an ARN computed from names will belong to", () => {
    const role = resource(roleType, { name: "reader", path: "/app/" }, { outputs: {} });
    const secret = resource(
      "aws:secretsmanager/secret:Secret",
      { name: "orbit/token" },
      { outputs: {} },
    );
    const bucket = resource("aws:s3/bucket:Bucket", { bucket: "orders" }, { outputs: {} });
    const stack = stackOf([role, secret, bucket]);
    const named = (arn: string) => stack.named(arn, [roleType, secret.type, bucket.type]);
    assert.deepEqual(named("arn:aws:iam::111122223333:role/app/reader"), [role]);
    assert.deepEqual(named("arn:aws:iam::111122223333:role/reader"), []);
    for (const suffix of ["-??????", "-a1B2c3"]) {
      assert.deepEqual(
        named(`arn:aws:secretsmanager:eu-west-1:111122223333:secret:orbit/token${suffix}`),
        [secret],
      );
    }
    assert.deepEqual(named("arn:aws:s3:::orders"), [bucket]);
    assert.deepEqual(stack.named("orders", [roleType]), []);
  });
});
