import assert from "node:assert/strict";
import { explain } from "../../../policy-pack/authorization/explain";
import { account, key, region, secret, worldOf } from "../../support/policy-pack/authorization";
import { documentOf, role, roleArn, rolePolicy } from "../../support/policy-pack/identities";

const pay = role("pay", { path: "/app/" });
const via = `secretsmanager.${region}.amazonaws.com`;
const data = key(
  "data",
  documentOf({
    Sid: "Use",
    Principal: { AWS: `arn:aws:iam::${account}:role/app/pay` },
    Action: "kms:Decrypt",
    Resource: "*",
    Condition: { StringEquals: { "kms:ViaService": via } },
  }),
);
const token = secret("app/token");
const reading = rolePolicy(
  pay,
  documentOf({ Sid: "Read", Action: "secretsmanager:GetSecretValue", Resource: "*" }),
);
const world = worldOf(pay, data, token, reading);

describe("explain", () => {
  it("KMS-72 names policy, carrier, Sid and place of the statements that decide", () => {
    const { isAnswered, text } = explain(
      world,
      "pay secretsmanager:GetSecretValue secret/app/token",
    );
    assert.ok(isAnswered);
    assert.match(text, /^pay on app\/token: allowed$/m);
    assert.match(
      text,
      /Allow by the identity policy of pay-inline \(Read\) at \/policy\/Statement\/0/,
    );
  });

  it("KMS-72 says which condition a request misses, and takes it from the question", () => {
    const missed = explain(world, "pay kms:Decrypt key/data").text;
    assert.match(missed, /^pay on data: implicit-deny$/m);
    assert.match(
      missed,
      /hint: the key policy of data \(Use\) asks for StringEquals kms:viaservice/,
    );
    const met = explain(world, `pay kms:Decrypt key/data kms:ViaService=${via}`).text;
    assert.match(met, /^pay on data: allowed$/m);
  });

  it("knows callers by logical and physical name, by service principal and by ARN", () => {
    const callers = [`arn:aws:iam::${account}:role/app/pay`, "sns.amazonaws.com", roleArn("else")];
    for (const caller of callers) {
      assert.ok(explain(world, `${caller} kms:Decrypt key/data`).isAnswered, caller);
    }
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ["a part that is missing", "pay kms:Decrypt", /lacks a part. Write <caller>/],
    ["a caller that does not exist", "pax kms:Decrypt key/data", /no caller pax.*Roles: pay\./],
    ["an action that does not exist", "pay kms:Decript key/data", /kms:Decript.*kms:Decrypt,/],
    ["a service that does not exist", "pay kmz:Decrypt key/data", /no service kmz/],
    ["a pattern of actions", "pay kms:* key/data", /no action such as kms:Decrypt/],
    ["a kind that does not exist", "pay kms:Decrypt keys/data", /Kinds: .*key.*secret/],
    ["a resource that does not exist", "pay kms:Decrypt key/dat", /no key\/dat\..*Names: data\./],
    ["a key without a value", "pay kms:Decrypt key/data kms:ViaService", /no condition-key=value/],
  ];
  for (const [title, question, message] of wrong) {
    it(`refuses ${title}, and says what there is`, () => {
      const { isAnswered, text } = explain(world, question);
      assert.equal(isAnswered, false);
      assert.match(text, message);
    });
  }
});
