import assert from "node:assert/strict";
import { isObject, listOf } from "../../../../policy-pack/engine/value";
import { actionFacts } from "../../../../policy-pack/iam/catalogue";
import { storedPolicies } from "../../../../policy-pack/iam/effective/aws-managed-documents";
import {
  awsManagedName,
  awsManagedPolicy,
} from "../../../../policy-pack/iam/effective/aws-managed-policies";
import { escalationPaths } from "../../../../policy-pack/iam/effective/escalation-paths";
import { ownedTypes, usesOf } from "../../../../policy-pack/iam/effective/owned-things";

const storedActions = Object.values(storedPolicies).flatMap(({ statements }) =>
  statements.flatMap((statement) => (isObject(statement) ? listOf(statement["Action"]) : [])),
);

describe("tables of effective permissions", () => {
  it("POL-143 name actions as the catalogue spells them", () => {
    const actions = [
      ...escalationPaths.flatMap(({ steps }) => steps.flatMap(({ anyOf }) => anyOf)),
      ...ownedTypes.flatMap((type) => [...usesOf(type).keys()]),
      ...storedActions.map(String),
    ];
    const unknown = actions.filter((action) => actionFacts(action)?.name !== action);
    assert.deepEqual(unknown, []);
  });

  it("POL-142 recognise AWS-managed policies in every partition and path", () => {
    for (const arn of [
      "arn:aws:iam::aws:policy/AdministratorAccess",
      "arn:aws-cn:iam::aws:policy/AdministratorAccess",
      "arn:aws-iso-b:iam::aws:policy/job-function/AdministratorAccess",
      "arn:aws-eusc:iam::aws:policy/a/b/AdministratorAccess",
    ]) {
      assert.equal(awsManagedName(arn), "AdministratorAccess", arn);
    }
    for (const arn of [
      "arn:aws:iam::111122223333:policy/AdministratorAccess",
      "arn:aws:iam::aws:role/AdministratorAccess",
      "AdministratorAccess",
      "",
    ]) {
      assert.equal(awsManagedPolicy(arn), undefined, arn);
    }
  });

  it("POL-142 hold the document of each policy on the list, and refuse none of them by name", () => {
    for (const name of Object.keys(storedPolicies)) {
      assert.equal(awsManagedPolicy(`arn:aws:iam::aws:policy/${name}`)?.kind, "stored", name);
    }
    assert.equal(awsManagedPolicy("arn:aws:iam::aws:policy/constructor")?.kind, "unlisted");
  });
});
