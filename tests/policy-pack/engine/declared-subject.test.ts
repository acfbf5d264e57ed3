import assert from "node:assert/strict";
import { contractIn } from "../../../policy-pack/contract/read";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import { declaredSubject } from "../../../policy-pack/engine/declared-subject";
import type { Properties } from "../../../policy-pack/engine/value";
import { resource, unknown } from "../../support/policy-pack/resources";

const statements = [{ Sid: "Send", Effect: "Allow", Action: "sqs:SendMessage" }];
const component = resource("demo:index:Queue", {});

const subjectOf = (properties: Properties, path: string, property = "policy") => {
  const documents = [{ id: "a", kind: "identity", target: "send", property, statements }];
  const contract = contractIn(component.urn, { zeroTrust: { contract: 1, documents } });
  const child = resource("aws:iam/role:Role", properties, { name: "send", parent: component });
  const declared = declaredDocuments(contract === undefined ? [] : [contract]);
  return declaredSubject(child, path, declared)?.properties;
};

describe("declaredSubject", () => {
  it("puts declared statements in place of the unknown document that a path goes into", () => {
    assert.deepEqual(subjectOf({ policy: unknown, name: "a" }, "/policy/Statement/0"), {
      policy: { Statement: statements },
      name: "a",
    });
  });

  it("keeps lists on the way, and what stands beside the document", () => {
    const properties = { inlinePolicies: [{ policy: "{}" }, { name: "b", policy: unknown }] };
    const path = "/inlinePolicies/1/policy/Statement/0";
    assert.deepEqual(subjectOf(properties, path, "inlinePolicies/1/policy"), {
      inlinePolicies: [{ policy: "{}" }, { name: "b", policy: { Statement: statements } }],
    });
  });

  it("leaves alone what is known, absent, undeclared, or unknown as a whole", () => {
    const path = "/policy/Statement/0";
    assert.equal(subjectOf({ policy: "{}" }, path), undefined);
    assert.equal(subjectOf({ policy: `{"Statement":[{"Sid":"${unknown}"}]}` }, path), undefined);
    assert.equal(subjectOf({}, path), undefined);
    assert.equal(subjectOf({ policy: unknown }, path, "assumeRolePolicy"), undefined);
    assert.equal(subjectOf({ policy: unknown }, "/policy"), undefined);
  });
});
